/**
 * Numbers as Python reads and writes them. The facts are written by a Python program and were read
 * with pandas; both differ from JavaScript in the texts that they accept and produce.
 */

const DECIMAL_WITH_UNDERSCORES =
  /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i
const NON_FINITE = /^([+-]?)(inf|infinity|nan)$/i
const RADIX_PREFIX = /^0[xbo]/i

/**
 * What Python's `float(text)` gives, or `undefined` where it raises `ValueError`. Decimals are
 * exact (correctly rounded), `1e400` is infinite, `1_0` is ten, `0x10` and the empty text are none.
 */
export function parsePythonFloat(text: string): number | undefined {
  const trimmed = text.trim()
  if (trimmed === '' || RADIX_PREFIX.test(trimmed)) return undefined
  const value = Number(trimmed)
  if (!Number.isNaN(value)) return value
  if (DECIMAL_WITH_UNDERSCORES.test(trimmed)) return Number(trimmed.replaceAll('_', ''))
  const [, sign, word] = NON_FINITE.exec(trimmed) ?? []
  if (word === undefined) return undefined
  if (word.toLowerCase() === 'nan') return Number.NaN
  return sign === '-' ? -Infinity : Infinity
}

/** Python's `repr(float)`: `3.0`, `1e-05`, `1e+16`, `nan`, `inf`; the shortest text that reads back. */
export function formatPythonFloat(value: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value)
  const exponent = decimalExponent(value.toExponential())
  if (exponent < -4 || exponent >= 16) return padExponent(value.toExponential())
  if (Object.is(value, -0)) return '-0.0'
  return Number.isInteger(value) ? `${value}.0` : String(value)
}

/** Python's `format(value, '.8g')`, which the trainer rounds `scalars.csv` with. */
export function formatPythonG8(value: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value)
  const digits = 8
  const exponent = decimalExponent(value.toExponential(digits - 1))
  if (exponent < -4 || exponent >= digits) {
    return padExponent(value.toExponential(digits - 1).replace(/\.?0*e/, 'e'))
  }
  const fixed = value.toFixed(digits - 1 - exponent)
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
}

function formatNonFinite(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  return value > 0 ? 'inf' : '-inf'
}

function decimalExponent(exponential: string): number {
  return Number(exponential.slice(exponential.indexOf('e') + 1))
}

/** JavaScript writes `1e-5`, Python `1e-05`. */
function padExponent(exponential: string): string {
  return exponential.replace(/e([+-])(\d)$/, 'e$10$2')
}
