import { formatNumber } from '../../text/numberFormat.ts'

/** Two digits, or as many as tell a ratio near 1 from it. */
export function number(value: number): string {
  return formatNumber(value, { digits: isNearOne(value) ? 4 : 2 })
}

function isNearOne(value: number): boolean {
  return Math.abs(value - 1) < 0.1
}

/** More digits tell the ends of an interval apart that are not of interest. */
const MOST_DIGITS = 4

/** An estimate and the ends of its interval, with as many digits as tell the three apart. */
export function intervalWords(numbers: {
  readonly estimate: number
  readonly low: number
  readonly high: number
}): { readonly estimate: string; readonly interval: string } {
  const { estimate, low, high } = numbers
  if (Number.isNaN(low) || Number.isNaN(high)) {
    return { estimate: number(estimate), interval: 'without an interval' }
  }
  const all = [estimate, low, high]
  const written = (digits: number) => all.map((value) => formatNumber(value, { digits }))
  let digits = all.some(isNearOne) ? 3 : 2
  while (digits < MOST_DIGITS && new Set(written(digits)).size < 3) digits++
  const [ofEstimate = '', ofLow = '', ofHigh = ''] = written(digits)
  return { estimate: ofEstimate, interval: `[${ofLow}, ${ofHigh}]` }
}

/** `p < 0.001`, `p = 0.03` */
export function pText(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${pNumber(p)}`
}

/** `0.03`, `0.12` */
export function pNumber(p: number): string {
  return formatNumber(p, { digits: p < 0.1 ? 1 : 2 })
}

/** Numbers by name, without those that are missing. */
export function presentValues(values: readonly [string, number | null][]): Record<string, number> {
  return Object.fromEntries(
    values.flatMap(([name, value]) =>
      value === null || Number.isNaN(value) ? [] : [[name, value] as const],
    ),
  )
}
