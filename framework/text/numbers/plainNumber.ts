import { SUPERSCRIPTS } from './numberFormat.ts'

const POWER = `10(⁻?[${SUPERSCRIPTS}]+)`
const WRITTEN = new RegExp(`^(−?)(?:(\\d[\\d\u202f]*(?:\\.\\d+)?)(?:×${POWER})?|${POWER})$`)

/**
 * A number as `formatNumber` writes it, as programs read it: `-1.2e-5` of `−1.2×10⁻⁵`, `12300` of `12 300`. Any other
 * text stays.
 */
export function plainNumber(text: string): string {
  const written = WRITTEN.exec(text)
  if (written === null) return text
  const [, sign = '', digits = '1', exponent, alone] = written
  const power = (exponent ?? alone ?? '')
    .replace('⁻', '-')
    .replace(/[^-]/g, (each) => String(SUPERSCRIPTS.indexOf(each)))
  return `${sign && '-'}${digits.replaceAll('\u202f', '')}${power && `e${power}`}`
}
