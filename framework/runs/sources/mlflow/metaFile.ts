import { toPlain } from '../../../config/tree/plain.ts'
import { parseYaml } from '../../../config/yaml/parseYaml.ts'
import { ReportError } from '../../../errors.ts'
import type { ClaimFiles } from '../reading/claimFiles.ts'
import { isMapping } from '../reading/flatParams.ts'

/** More than any `meta.yaml` has. */
const MAX_META_BYTES = 1024 * 1024

const LINE = /^([a-z_]+):(?: (.*))?$/
const QUOTED = /^'([^'\\]*)'$/
const PLAIN = /^[\w./][\w./:%+-]*$/
const WORDS_OF_YAML = /^(?:true|false|yes|no|on|off|y|n)$/i

/**
 * The values in a `meta.yaml`; none where there is no such file.
 *
 * @throws {ReportError} RUN_UNUSABLE where it is not valid YAML or cannot be read
 */
export function readMetaFile(files: ClaimFiles, name: string): ReadonlyMap<string, unknown> {
  const text = files.text(name, MAX_META_BYTES)
  if (text === undefined) return new Map()
  const simple = readSimpleLines(text)
  if (simple !== undefined) return simple
  return parseMeta(text, name)
}

function parseMeta(text: string, name: string): Map<string, unknown> {
  try {
    const values = toPlain(parseYaml(text, { source: name, stripTags: true }))
    return new Map(isMapping(values) ? Object.entries(values) : [])
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    throw new ReportError('RUN_UNUSABLE', error.message, { cause: error })
  }
}

/**
 * The values of a file in which each line is a key and a plain value, as nearly all are: a store of
 * thousands of runs is read three times as fast. `undefined` for a file that needs a YAML parser.
 */
function readSimpleLines(text: string): Map<string, unknown> | undefined {
  const values = new Map<string, unknown>()
  for (const line of text.split('\n')) {
    if (line === '') continue
    const [, key, word = ''] = LINE.exec(line) ?? []
    const value = key === undefined ? undefined : simpleValue(word)
    if (key === undefined || value === undefined) return undefined
    values.set(key, value)
  }
  return values
}

function simpleValue(word: string): string | number | null | readonly unknown[] | undefined {
  if (word === 'null' || word === '') return null
  if (word === '[]') return []
  const quoted = QUOTED.exec(word)
  if (quoted !== null) return quoted[1]
  if (!PLAIN.test(word) || WORDS_OF_YAML.test(word)) return undefined
  const number = Number(word)
  if (Number.isNaN(number)) return word
  return String(number) === word ? number : undefined
}
