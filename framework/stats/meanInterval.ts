import { bootstrapInterval, type Interval } from './bootstrap.ts'

const RESAMPLES = { least: 199, most: 9999 }
/** Random numbers that an interval may take, unless said otherwise. */
const DRAWS = 500_000

/**
 * The mean of the values and its 95 % percentile bootstrap interval, with as many resamples, from
 * 199 to 9999, as `draws` random numbers allow: hundreds of runs need fewer for the same precision.
 */
export function meanInterval(values: readonly number[], draws = DRAWS): Interval {
  return bootstrapInterval(values, { resamples: resamplesFor(values.length, draws) })
}

/** How {@link meanInterval} works on samples of these sizes, for a caption. */
export function intervalMethod(sizes: readonly number[], draws = DRAWS): string {
  const resamples = sizes.filter((n) => n > 1).map((n) => resamplesFor(n, draws))
  const [least, most] = [Math.min(...resamples), Math.max(...resamples)]
  if (resamples.length === 0) return 'percentile bootstrap'
  return `percentile bootstrap, ${least === most ? most : `${least} to ${most}`} resamples`
}

function resamplesFor(n: number, draws: number): number {
  return Math.min(RESAMPLES.most, Math.max(RESAMPLES.least, Math.floor(draws / n)))
}
