/** Python refuses to convert longer texts to an integer. */
const MAX_INT_DIGITS = 4300

const INT = /^\s*([+-]?)(\d+(?:_\d+)*)\s*$/
const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/
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
  if (PLAIN_DECIMAL.test(text)) return Number(text)
  const trimmed = text.trim()
  if (DECIMAL.test(trimmed)) return Number(trimmed.replaceAll('_', ''))
  const [, sign, word] = NON_FINITE.exec(trimmed) ?? []
  if (word === undefined) return undefined
  if (word.toLowerCase() === 'nan') return Number.NaN
  return sign === '-' ? -Infinity : Infinity
}
