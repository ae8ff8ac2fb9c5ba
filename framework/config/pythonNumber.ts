/** Python refuses to convert longer texts to an integer. */
const MAX_INT_DIGITS = 4300

const DIGITS = '\\d+(?:_\\d+)*'
const INT = new RegExp(`^\\s*([+-]?)(${DIGITS})\\s*$`)
const FLOAT = new RegExp(
  `^\\s*([+-]?)(?:(inf|infinity)|(nan)|((?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:e[+-]?${DIGITS})?))\\s*$`,
  'i',
)

/** Python's `int(text)`; undefined where Python raises a ValueError. */
export function parsePythonInt(text: string): bigint | undefined {
  // Digits may have underscores between them, so twice as many characters can still be few digits.
  const match = text.trim().length > 2 * MAX_INT_DIGITS ? null : INT.exec(text)
  if (match === null) return undefined
  const digits = (match[2] ?? '').replaceAll('_', '')
  if (digits.length > MAX_INT_DIGITS) return undefined
  return match[1] === '-' ? -BigInt(digits) : BigInt(digits)
}

/** Python's `float(text)`; undefined where Python raises a ValueError. */
export function parsePythonFloat(text: string): number | undefined {
  const match = FLOAT.exec(text)
  if (match === null) return undefined
  const [, sign, infinity, nan, digits = ''] = match
  if (nan !== undefined) return Number.NaN
  const magnitude =
    infinity === undefined ? Number(digits.replaceAll('_', '')) : Number.POSITIVE_INFINITY
  return sign === '-' ? -magnitude : magnitude
}
