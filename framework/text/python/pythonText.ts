/** Python's integers are `bigint`, its floats `number`. */
type PythonScalar = null | boolean | bigint | number | string

/** A scalar as Python's `repr()` writes it: `None`, `True`, `1.0`, `'text'`. */
export function scalarRepr(value: PythonScalar): string {
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'number') return floatText(value)
  return typeof value === 'string' ? stringRepr(value) : String(value)
}

/** A scalar as Python's `str()` writes it. */
export function scalarStr(value: PythonScalar): string {
  return typeof value === 'string' ? value : scalarRepr(value)
}

/** A dict key as the text that names it in JSON: `true`, `1.0`, `null`. */
export function keyText(key: PythonScalar): string {
  return typeof key === 'number' ? floatText(key) : String(key)
}

/** A float as Python writes it: the shortest digits, an exponent from 1e16 up and below 1e-4. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  if (Object.is(value, -0)) return '-0.0'
  const [mantissa = '', exponentText = ''] = value.toExponential().split('e')
  const exponent = Number(exponentText)
  if (exponent < -4 || exponent >= 16) {
    const digits = String(Math.abs(exponent)).padStart(2, '0')
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${digits}`
  }
  const text = String(value)
  return text.includes('.') ? text : `${text}.0`
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\\', '\\\\'],
])

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const body = text.replace(/[\\']|(?! )[\p{C}\p{Z}]/gu, (char) => {
    if (char === "'") return quote === "'" ? "\\'" : char
    return SHORT_ESCAPES.get(char) ?? escapeCode(char.codePointAt(0) ?? 0)
  })
  return quote + body + quote
}

function escapeCode(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`
  return `\\U${code.toString(16).padStart(8, '0')}`
}
