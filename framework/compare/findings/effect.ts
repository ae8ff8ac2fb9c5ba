import type { Comparison } from '../comparison.ts'
import type { Scale } from '../groups/metricScale.ts'
import { number } from './wording.ts'

/** What b does against a, as a ratio or as a difference; NaN for what a row does not have. */
export interface Effect {
  readonly isRatio: boolean
  readonly estimate: number
  readonly low: number
  readonly high: number
}

export function effectOf(row: Comparison): Effect {
  const isRatio = row.difference === null
  const [estimate, low, high] = isRatio
    ? [row.ratio, row.ratioLow, row.ratioHigh]
    : [row.difference, row.differenceLow, row.differenceHigh]
  const orNaN = (value: number | null) => value ?? Number.NaN
  return { isRatio, estimate: orNaN(estimate), low: orNaN(low), high: orNaN(high) }
}

/** An effect on the scale as a reader has it: `1.2 times`, `0.03 higher`. */
export function effectText(scale: Scale, estimate: number): string {
  if (scale === 'ratio') return `${number(Math.exp(estimate))} times`
  return `${number(Math.abs(estimate))} ${estimate < 0 ? 'lower' : 'higher'}`
}
