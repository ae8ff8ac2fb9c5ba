import type { Cell } from '../runRecord.ts'

/** Words of a key that say where or by whom a run was made, not how. */
const PLACE_WORDS = new Set([
  'cwd',
  'dir',
  'directory',
  'file',
  'filename',
  'folder',
  'host',
  'hostname',
  'path',
  'paths',
  'pid',
  'timestamp',
  'uri',
  'url',
  'user',
  'username',
  'uuid',
])
const LAST_WORDS = new Set(['date', 'datetime', 'id', 'name', 'node', 'port', 'root', 'time'])

const PATH = /^(?:~|\.{0,2})\/|^[A-Za-z]:\\|^\w+:\/\/|\/.*\/|\/[^/]*\.\w+$/
const DATE_OR_TIME = /\d{4}-\d\d-\d\d|\d{8}[-_T]\d{6}|^\d\d?:\d\d(?::\d\d)?$/
const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i

/** Whether a key is by its name a path, a name, a host, an id or a time. */
export function isIdentifierKey(key: string): boolean {
  const last = key.split(/[./]/).at(-1) ?? ''
  const words = last
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_\-@]+/)
    .filter((word) => word !== '')
  return words.some((word) => PLACE_WORDS.has(word)) || LAST_WORDS.has(words.at(-1) ?? '')
}

/** Whether a value looks like a path, an id or a time. */
export function isIdentifierValue(cell: Cell): boolean {
  return (
    typeof cell === 'string' && [PATH, DATE_OR_TIME, UUID].some((pattern) => pattern.test(cell))
  )
}
