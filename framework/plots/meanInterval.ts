import { bootstrapInterval, type Interval } from '../stats/bootstrap.ts'

const RESAMPLES = { least: 199, most: 9999 }

/**
 * The mean of the values and its 95 % percentile bootstrap interval, with as many resamples, from
 * 199 to 9999, as `draws` random numbers allow: hundreds of runs need fewer for the same precision.
 */
export function meanInterval(values: readonly number[], draws = 500_000): Interval {
  const affordable = Math.floor(draws / values.length)
  const resamples = Math.min(RESAMPLES.most, Math.max(RESAMPLES.least, affordable))
  return bootstrapInterval(values, { resamples })
}
