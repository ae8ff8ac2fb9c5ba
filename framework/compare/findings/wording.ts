import { formatAlone, formatEstimate } from '../../text/numbers/intervalFormat.ts'
import { formatNumber, groupThousands } from '../../text/numbers/numberFormat.ts'

/** Larger whole numbers are rounded. */
const LARGEST_COUNT = 999_999

/** A number by itself: counts exactly, others to two digits or as many as tell a ratio near 1 from it. */
export function number(value: number): string {
  const isCount = Number.isInteger(value) && value >= 0 && value <= LARGEST_COUNT
  return isCount ? groupThousands(String(value)) : formatAlone(value, 1)
}

/**
 * The numbers of a finding as its sentence and `findings.tex` write them. `low` and `high` are the interval of
 * the value that stands before them, to the same decimals; `ratio` is one whose neutral value is 1; `p` and what
 * ends in `-p` are p-values.
 */
export function writtenValues(values: Readonly<Record<string, number>>): Record<string, string> {
  const names = Object.keys(values)
  const estimateName = names[names.indexOf('low') - 1]
  const { low, high } = values
  const written = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      isPValue(name) ? pNumber(value) : number(value),
    ]),
  )
  if (estimateName === undefined || low === undefined || high === undefined) return written
  const estimate = values[estimateName] as number
  const texts = formatEstimate(
    { estimate, low, high },
    { neutral: estimateName === 'ratio' ? 1 : 0 },
  )
  return { ...written, [estimateName]: texts.estimate, low: texts.low, high: texts.high }
}

/** Whether a value of a finding is a p-value, by its name. */
export function isPValue(name: string): boolean {
  return name === 'p' || name.endsWith('-p')
}

/** An estimate and the ends of its interval in words: `without an interval` where there is none. */
export function intervalWords(
  numbers: { readonly estimate: number; readonly low: number; readonly high: number },
  neutral: 0 | 1,
): { readonly estimate: string; readonly interval: string } {
  const { estimate, low, high } = numbers
  if (Number.isNaN(low) || Number.isNaN(high)) {
    return { estimate: number(estimate), interval: 'without an interval' }
  }
  const texts = formatEstimate(numbers, { neutral })
  return { estimate: texts.estimate, interval: `[${texts.low}, ${texts.high}]` }
}

/** Smaller p-values are only told to be below it. */
export const LEAST_P_SHOWN = 0.001
/** No other p-value is rounded to the level of the tests. */
const LEVEL = 0.05

/** `p < 0.001`, `p = 0.03` */
export function pText(p: number): string {
  return p < LEAST_P_SHOWN ? `p ${pNumber(p)}` : `p = ${pNumber(p)}`
}

/** `0.03`, `0.12`, `< 0.001` */
export function pNumber(p: number): string {
  if (p < LEAST_P_SHOWN) return `< ${LEAST_P_SHOWN}`
  let digits = p < 0.1 ? 1 : 2
  while (p !== LEVEL && Number(p.toPrecision(digits)) === LEVEL) digits++
  return formatNumber(p, { digits })
}

/** Numbers by name, without those that are missing. */
export function presentValues(values: readonly [string, number | null][]): Record<string, number> {
  return Object.fromEntries(
    values.flatMap(([name, value]) =>
      value === null || Number.isNaN(value) ? [] : [[name, value] as const],
    ),
  )
}
