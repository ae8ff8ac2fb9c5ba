/**
 * JSON as Python's `json` module reads and writes it: with the bare words `NaN`, `Infinity` and
 * `-Infinity`, which are not JSON, and with a point in every float.
 */
import { floatText } from './pythonText.ts'

const STRING_OR_NON_FINITE = /"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN/g
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?Infinity|NaN|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
/** An integer that a double may not hold; Python reads no longer ones. */
const LONG_INTEGER = /^-?\d{16,4300}$/
const MANY_DIGITS = /\d{16}/
const NUMBER_KEY = '\u0000number'

/** Deeper values would exhaust the stack of what walks through them. */
const MAX_DEPTH = 100

/** A JSON text that is nested too deep to be read. */
export class JsonDepthError extends SyntaxError {
  constructor() {
    super(`it is nested more than ${MAX_DEPTH} deep`)
  }
}

/** Reads one JSON text. Throws `SyntaxError` as `JSON.parse` does, and where it is nested more than 100 deep. */
export function parsePythonJson(text: string): unknown {
  expectShallow(text)
  if (!text.includes('NaN') && !text.includes('Infinity')) return JSON.parse(text)
  return parseNumbersApart(text.replace(STRING_OR_NON_FINITE, (token) => apart(token)))
}

/** The same, with integers beyond 2^53 as bigints, as Python keeps them. */
export function parseExactPythonJson(text: string): unknown {
  if (!MANY_DIGITS.test(text)) return parsePythonJson(text)
  expectShallow(text)
  const standard = text.replace(STRING_OR_NUMBER, (token) => {
    const isExact = !LONG_INTEGER.test(token) || Number.isSafeInteger(Number(token))
    return isExact && /^-?\d/.test(token) ? token : apart(token)
  })
  return parseNumbersApart(standard)
}

/** @throws {JsonDepthError} */
function expectShallow(text: string): void {
  if (!hasMany('{', text) && !hasMany('[', text)) return
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') at = endOfString(text, at)
    else if (character === '}' || character === ']') depth--
    else if ((character === '{' || character === '[') && ++depth > MAX_DEPTH)
      throw new JsonDepthError()
  }
}

/** Whether a bracket stands often enough for half of the depth; most lines have few, which is quick to see. */
function hasMany(bracket: string, text: string): boolean {
  let at = -1
  for (let times = 0; times <= MAX_DEPTH / 2; times++) {
    at = text.indexOf(bracket, at + 1)
    if (at < 0) return false
  }
  return true
}

/** Where the string that starts there ends; the end of the text where nothing ends it. */
function endOfString(text: string, start: number): number {
  let end = start
  do end = text.indexOf('"', end + 1)
  while (end >= 0 && isEscaped(text, end))
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let first = at
  while (text[first - 1] === '\\') first--
  return (at - first) % 2 === 1
}

/** A number that `JSON.parse` does not read as it is stands as a text in an object of its own. */
function apart(token: string): string {
  return token.startsWith('"') ? token : `{"\\u0000number":"${token}"}`
}

function parseNumbersApart(standard: string): unknown {
  return JSON.parse(standard, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !(NUMBER_KEY in value)) return value
    const text = String(value[NUMBER_KEY])
    return LONG_INTEGER.test(text) ? BigInt(text) : Number(text)
  })
}

/**
 * Writes what `json.dumps(value, ensure_ascii=False)` gives. JavaScript does not tell integers from
 * floats, so `integerKeys` names the keys whose numbers have no point.
 */
export function formatPythonJson(value: unknown, integerKeys: ReadonlySet<string>): string {
  return format(value, '')

  function format(part: unknown, key: string): string {
    if (typeof part === 'number') return numberText(part, integerKeys.has(key))
    if (Array.isArray(part)) return `[${part.map((item) => format(item, key)).join(', ')}]`
    if (typeof part !== 'object' || part === null) return JSON.stringify(part)
    const members = Object.entries(part).map(
      ([name, member]) => `${JSON.stringify(name)}: ${format(member, name)}`,
    )
    return `{${members.join(', ')}}`
  }
}

function numberText(value: number, integer: boolean): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (integer) return String(value)
  // Both languages write such a number alike, and JavaScript does so faster.
  const isAlike = !Number.isInteger(value) && Math.abs(value) >= 1e-4
  return isAlike ? String(value) : floatText(value)
}
