/** Python refuses to convert longer texts to an integer. */
const MAX_INT_DIGITS = 4300

const [MINUS, POINT, ZERO, NINE] = [45, 46, 48, 57] as const

const INT = /^\s*([+-]?)(\d+(?:_\d+)*)\s*$/
const DECIMAL =
  /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i
const NON_FINITE = /^([+-]?)(inf|infinity|nan)$/i

/** Python's `int(text)`; undefined where Python raises a ValueError. */
export function parsePythonInt(text: string): bigint | undefined {
  // Digits may have underscores between them, so twice as many characters can still be few digits.
  const match = text.trim().length > 2 * MAX_INT_DIGITS ? null : INT.exec(text)
  if (match === null) return undefined
  const digits = (match[2] ?? '').replaceAll('_', '')
  if (digits.length > MAX_INT_DIGITS) return undefined
  return match[1] === '-' ? -BigInt(digits) : BigInt(digits)
}

/**
 * Python's `float(text)`; undefined where Python raises a ValueError. Decimals are correctly
 * rounded, `1e400` is infinite, `1_0` is ten, `0x10` and the empty text are none.
 */
export function parsePythonFloat(text: string): number | undefined {
  // Nearly every number begins and ends so, and is the same in JavaScript: no regular expression.
  if (isDigit(text, text.length - 1) && isDecimalStart(text)) {
    const value = Number(text)
    if (!Number.isNaN(value)) return value
  }
  const trimmed = text.trim()
  if (DECIMAL.test(trimmed)) return Number(trimmed.replaceAll('_', ''))
  const [, sign, word] = NON_FINITE.exec(trimmed) ?? []
  if (word === undefined) return undefined
  if (word.toLowerCase() === 'nan') return Number.NaN
  return sign === '-' ? -Infinity : Infinity
}

/** A digit or a minus, and after it what is not a letter: `0x10` is a number in JavaScript only. */
function isDecimalStart(text: string): boolean {
  if (text.length > 1 && !isDigit(text, 1) && text.charCodeAt(1) !== POINT) return false
  return isDigit(text, 0) || text.charCodeAt(0) === MINUS
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= ZERO && code <= NINE
}
