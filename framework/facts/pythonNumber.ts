/**
 * Numbers as Python reads and writes them. The facts are written by a Python program and were read
 * with pandas; both differ from JavaScript in the texts that they accept and produce.
 */
import { floatText } from '../config/pythonText.ts'

const PLAIN_DECIMAL = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/
const DECIMAL =
  /^[+-]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/i
const NON_FINITE = /^([+-]?)(inf|infinity|nan)$/i

/**
 * What Python's `float(text)` gives, or `undefined` where it raises `ValueError`. Decimals are
 * exact (correctly rounded), `1e400` is infinite, `1_0` is ten, `0x10` and the empty text are none.
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

/** Python's `format(value, '.8g')`, which the trainer rounds `scalars.csv` with. */
export function formatPythonG8(value: number): string {
  if (!Number.isFinite(value)) return floatText(value)
  const digits = 8
  const exponent = decimalExponent(value.toExponential(digits - 1))
  if (exponent < -4 || exponent >= digits) {
    return padExponent(value.toExponential(digits - 1).replace(/\.?0*e/, 'e'))
  }
  const fixed = value.toFixed(digits - 1 - exponent)
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
}

function decimalExponent(exponential: string): number {
  return Number(exponential.slice(exponential.indexOf('e') + 1))
}

/** JavaScript writes `1e-5`, Python `1e-05`. */
function padExponent(exponential: string): string {
  return exponential.replace(/e([+-])(\d)$/, 'e$10$2')
}
