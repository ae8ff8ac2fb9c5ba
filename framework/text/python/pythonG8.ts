import { floatText } from './pythonText.ts'

/** Python's `format(value, '.8g')`, which the trainer rounds `scalars.csv` with. */
export function formatPythonG8(value: number): string {
  if (!Number.isFinite(value)) return floatText(value)
  const digits = 8
  const rounded = breakTieToEven(value)
  const exponential = rounded.toExponential(digits - 1)
  const exponent = decimalExponent(exponential)
  if (exponent < -4 || exponent >= digits) {
    return padExponent(exponential.replace(/\.?0*e/, 'e'))
  }
  const fixed = rounded.toFixed(digits - 1 - exponent)
  return fixed.includes('.') ? fixed.replace(/\.?0+$/, '') : fixed
}

/** Halfway between two texts of eight digits JavaScript takes the greater one, Python the even. */
function breakTieToEven(value: number): number {
  // The shortest text of such a value has nine digits, and few values have: forty take long to write.
  if (value.toExponential().search('e') !== (value < 0 ? 11 : 10)) return value
  const [mantissa = '', exponent] = value.toExponential(40).split('e')
  const [, even] = /^(-?\d\.\d{6}[02468])50*$/.exec(mantissa) ?? []
  return even === undefined ? value : Number(`${even}e${exponent}`)
}

function decimalExponent(exponential: string): number {
  return Number(exponential.slice(exponential.indexOf('e') + 1))
}

/** JavaScript writes `1e-5`, Python `1e-05`. */
function padExponent(exponential: string): string {
  return exponential.replace(/e([+-])(\d)$/, 'e$10$2')
}
