import { bisectRight } from 'd3-array'
import { quantile } from '../../../stats/intervals/quantile.ts'
import { type CountedSeries, spreadOfCounts } from './series.ts'
import type { Spread } from './spreads.ts'

/** A cumulative distribution: the share of values up to each of its own. */
export interface Cumulated {
  n: number
  readonly median: number
  /** Ascending values with the share that they reach. */
  readonly steps: readonly (readonly [value: number, share: number])[]
  readonly spread: Spread
}

/** Steps beyond these are too fine to be seen. */
const MAX_STEPS = 250
const HALF = 0.5

/** The distribution of values, as `spreadOfValues` has them; undefined without a finite one. */
export function cumulate(spread: Spread): Cumulated | undefined {
  const { values: sorted } = spread
  const n = sorted.length
  if (n === 0) return undefined
  return { n, median: quantile(sorted, HALF), spread, steps: stepsOf(sorted) }
}

/** One for each different value or, of many, for those at even steps through all. */
function stepsOf(sorted: Float64Array): [value: number, share: number][] {
  const n = sorted.length
  const steps: [number, number][] = []
  for (let at = 0; at < n; ) {
    const next = Math.round(((steps.length + 1) * n) / MAX_STEPS) - 1
    const value = sorted[Math.max(at, next)] as number
    // Ties end at their last one.
    at = bisectRight(sorted, value)
    steps.push([value, at / n])
  }
  return steps
}

/** The distribution of values that were counted in bins, as exact as these; undefined without any. */
export function cumulateCounts({ edges, counts, nZero = 0 }: CountedSeries): Cumulated | undefined {
  const n = counts.reduce((sum, each) => sum + each, nZero)
  if (n === 0) return undefined
  let sum = nZero
  const steps: [number, number][] = nZero > 0 ? [[0, nZero / n]] : []
  for (const [bin, each] of counts.entries()) {
    sum += each
    if (each > 0) steps.push([edges[bin + 1] as number, sum / n])
  }
  const at = steps.findIndex(([, share]) => share >= HALF)
  const [end, reached] = steps[at] as [number, number]
  const [start, before] = at > 0 ? (steps[at - 1] as [number, number]) : [end, 0]
  const isWithin = start > 0 && reached > before
  return {
    n,
    // Within the bin of a logarithmic grid values are as dense as their logarithms are.
    median: isWithin ? start * (end / start) ** ((HALF - before) / (reached - before)) : end,
    steps,
    spread: spreadOfCounts({ edges, counts, nZero }),
  }
}
