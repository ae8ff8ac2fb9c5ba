import { JsonDepthError, parsePythonJson } from '../../../../text/python/pythonJson.ts'
import { isMapping } from '../flatParams.ts'
import { OddPlaces } from '../oddPlaces.ts'
import { repeatsKey } from './jsonNumbers.ts'

export const REPEATED_KEY = 'an object has a key twice; the last one counts, as for Python'

const NO_OBJECT = 'no JSON object'

/** A record, and what tells something odd of its line. */
type TakeRecord = (record: object, tell: (what: string) => void) => void

/**
 * Hands over the JSON objects of a text, one per line. Lines that are not JSON objects and a last line
 * that is cut are left out.
 *
 * @param name of the file in messages
 * @returns sentences about what is odd
 */
export function readJsonLines(name: string, text: string, take: TakeRecord): string[] {
  const findings: string[] = []
  const lines = text.split('\n')
  const odd = new OddPlaces('line')
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const place = `${name}:${index + 1}`
    const { record, problem = NO_OBJECT } = parseLine(line)
    if (record !== undefined) {
      if (repeatsKey(line, record)) odd.add(REPEATED_KEY, place)
      take(record, (what) => odd.add(what, place))
    } else if (index === lines.length - 1 && problem === NO_OBJECT) {
      findings.push(`${place}: the last line is cut and left out`)
    } else {
      odd.add(`${problem}, left out`, place)
    }
  }
  return [...findings, ...odd.findings()]
}

/** The object in a line; `undefined` where it holds none. */
export function parseJsonLine(line: string): object | undefined {
  return parseLine(line).record
}

function parseLine(line: string): { readonly record?: object; readonly problem?: string } {
  try {
    const value = parsePythonJson(line)
    return isMapping(value) ? { record: value } : {}
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return error instanceof JsonDepthError ? { problem: error.message } : {}
  }
}
