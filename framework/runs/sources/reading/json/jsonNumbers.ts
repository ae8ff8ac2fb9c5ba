import { ReportError } from '../../../../errors.ts'
import { JsonDepthError, parsePythonJson } from '../../../../text/python/pythonJson.ts'
import { describeError } from '../../../reasons.ts'
import { isMapping } from '../flatParams.ts'

type ParseJson = (text: string) => unknown

/** Deeper values are not records of metrics. */
const MAX_DEPTH = 50

/**
 * A JSON object, as Python writes it: with bare `NaN` and `Infinity`.
 *
 * @param path name of the file in messages
 * @param parse default: integers beyond 2^53 are rounded, as numbers of metrics are
 * @throws {ReportError} RUN_UNUSABLE where the text is none
 */
export function parseJsonRecord(
  path: string,
  text: string | undefined,
  parse: ParseJson = parsePythonJson,
): object | undefined {
  if (text === undefined) return undefined
  const value = parseJson(path, text, parse)
  if (isMapping(value)) return value
  throw new ReportError('RUN_UNUSABLE', `${path} holds no JSON object`)
}

/**
 * A JSON value, as Python writes it.
 *
 * @param path name of the file, or file and line, in messages
 * @throws {ReportError} RUN_UNUSABLE where the text is cut, no JSON or nested too deep
 */
export function parseJson(path: string, text: string, parse: ParseJson = parsePythonJson): unknown {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof JsonDepthError) {
      throw new ReportError('RUN_UNUSABLE', `${path}: ${error.message}`, { cause: error })
    }
    const reason = text.trim() === '' ? 'it is empty' : describeError(error)
    throw new ReportError('RUN_UNUSABLE', `${path} is not valid JSON: ${reason}`, { cause: error })
  }
}

const KEY = /"(?:[^"\\]|\\.)*"\s*:/g

/**
 * Whether an object in a JSON text has a key twice, of which the parser drops the first without a word.
 *
 * @param value what the text was parsed to
 */
export function repeatsKey(text: string, value: unknown): boolean {
  return (text.match(KEY)?.length ?? 0) > countKeys(value)
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const members: unknown[] = Object.values(value)
  const below = members.reduce((sum: number, member) => sum + countKeys(member), 0)
  return Array.isArray(value) ? below : members.length + below
}

/**
 * Hands over each number of a record with its name, those of nested objects joined by `separator`.
 * Lists, texts and booleans are not metrics.
 */
export function walkNumbers(
  record: object,
  separator: string,
  take: (name: string, value: number) => void,
): void {
  function walk(object: object, prefix: string, depth: number): void {
    for (const [key, value] of Object.entries(object)) {
      if (typeof value === 'number') take(prefix + key, value)
      else if (isMapping(value) && depth < MAX_DEPTH)
        walk(value, prefix + key + separator, depth + 1)
    }
  }
  walk(record, '', 0)
}
