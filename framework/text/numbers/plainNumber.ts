const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'
const WRITTEN = /^(−?)(\d[\d\u202f]*(?:\.\d+)?)?(?:(×?)10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+))?$/

/**
 * A number as `formatNumber` writes it, as programs read it: `-1.2e-5` of `−1.2×10⁻⁵`, `12300` of `12 300`. Any other
 * text stays.
 */
export function plainNumber(text: string): string {
  const [matched, sign = '', digits = '', , exponent = ''] = WRITTEN.exec(text) ?? []
  if (!matched || (digits === '' && exponent === '')) return text
  const power = exponent
    .replace('⁻', '-')
    .replace(/[^-]/g, (each) => String(SUPERSCRIPTS.indexOf(each)))
  const mantissa = digits === '' ? '1' : digits.replaceAll('\u202f', '')
  return `${sign && '-'}${mantissa}${power && `e${power}`}`
}
