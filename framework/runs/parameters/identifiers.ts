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
const LAST_WORDS = new Set([
  'comment',
  'date',
  'datetime',
  'description',
  'id',
  'name',
  'node',
  'note',
  'notes',
  'port',
  'root',
  'time',
  'title',
])
/** Words of a key whose text says where, when, by whom or from which commit a run was started. */
const START_WORDS = new Set([
  'commit',
  'created',
  'cwd',
  'date',
  'datetime',
  'ended',
  'finished',
  'git',
  'host',
  'hostname',
  'node',
  'revision',
  'sha',
  'started',
  'timestamp',
  'updated',
  'user',
  'username',
  'uuid',
])

const OF_RUN =
  /\$\{\s*(?:now:|hydra[:.](?:job\.(?:num|id|override_dirname)|runtime\.(?:output_dir|cwd)|run\.dir|sweep\.(?:dir|subdir))|oc\.env:SLURM_)/

const CONTINUES = /^(?:resum(?:e|ed|ing)|restor(?:e|ed|ing))$/
const CHECKPOINT = /^(?:ckpt|checkpoint)_(?:path|file)$/

const PATH = /^(?:~|\.{0,2})\/|^[A-Za-z]:\\|^\w+:\/\/|\/.*\/|\/[^/]*\.\w+$/
const DATE_OR_TIME = /\d{4}-\d\d-\d\d|\d{8}[-_T]\d{6}|^\d\d?:\d\d(?::\d\d)?$/
const UUID = /^[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}$/i

const MOMENT = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d|^\d{8}[-_T]\d{6}$/
const HASH = /^(?=.*\d)(?=.*[a-f])[\da-f]{7,64}$/i

/** Whether a key is by its name a path, a name, a host, an id or a time. */
export function isIdentifierKey(key: string): boolean {
  const words = wordsOf(key)
  return words.some((word) => PLACE_WORDS.has(word)) || LAST_WORDS.has(words.at(-1) ?? '')
}

/** Whether a key is by its name the place, time, user or commit of a start. */
export function saysWhereOrWhen(key: string): boolean {
  return START_WORDS.has(wordsOf(key).at(-1) ?? '')
}

/** Whether a key is by its name what a run goes on with: `ckpt_path`, `resume_from`, `restore`. */
export function saysWhatItContinues(key: string): boolean {
  const words = wordsOf(key)
  return words.some((word) => CONTINUES.test(word)) || CHECKPOINT.test(words.join('_'))
}

/** Whether a value is a moment to the minute, a hash or a UUID, and so no choice that somebody made. */
export function isMomentOrHash(cell: Cell): boolean {
  return typeof cell === 'string' && [MOMENT, HASH, UUID].some((pattern) => pattern.test(cell))
}

/** Whether a value, as it is written in a config, refers to which job or where or when it is: `${hydra:job.num}`. */
export function refersToRun(written: Cell): boolean {
  return typeof written === 'string' && OF_RUN.test(written)
}

/** The words of the last part of a key. */
function wordsOf(key: string): string[] {
  const last = key.split(/[./]/).at(-1) ?? ''
  return last
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[\s_\-@]+/)
    .filter((word) => word !== '')
}

/** Whether a value looks like a path, an id or a time. */
export function isIdentifierValue(cell: Cell): boolean {
  return (
    typeof cell === 'string' && [PATH, DATE_OR_TIME, UUID].some((pattern) => pattern.test(cell))
  )
}
