import { formatNumber, powerOfTenText } from './numberFormat.ts'

/** Below this a p-value is 0 in floating point, which no p-value is. */
const LEAST_EXPONENT = -300

/** A p-value for a reader: `0.012`, `3.4×10⁻⁹`, `< 10⁻³⁰⁰` of one that has underflowed; `n/a` where there is none. */
export function formatPValue(p: number | null): string {
  return p === 0 ? `< ${powerOfTenText(LEAST_EXPONENT)}` : formatNumber(p ?? Number.NaN)
}
