import { quantile } from './quantile.ts'

/** Where the middle of a sample lies, by the field's usual measures. */
export type LocationStatistic = 'mean' | 'median' | 'iqm' | 'geometric'

/** The statistic's function; it takes the values sorted ascending, and gives NaN for none. */
export const LOCATION: Readonly<Record<LocationStatistic, (sorted: ArrayLike<number>) => number>> =
  {
    mean,
    median: (sorted) => quantile(sorted, 0.5),
    iqm: interquartileMean,
    geometric: geometricMean,
  }

/** The arithmetic mean; NaN for no values. */
export function mean(values: ArrayLike<number>): number {
  return meanOfRange(values, 0, values.length)
}

/**
 * The interquartile mean: the mean after a quarter of the values, rounded down, is cut from either
 * end. Less moved by one diverged seed than the mean, and less wasteful than the median.
 */
export function interquartileMean(sorted: ArrayLike<number>): number {
  const cut = Math.floor(sorted.length / 4)
  return meanOfRange(sorted, cut, sorted.length - cut)
}

/** The exponential of the mean logarithm; NaN unless all values are positive. */
export function geometricMean(sorted: ArrayLike<number>): number {
  if (!((sorted[0] as number) > 0)) return Number.NaN
  return Math.exp(mean(Array.from(sorted, Math.log)))
}

function meanOfRange(values: ArrayLike<number>, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += values[i] as number
  return sum / (to - from)
}
