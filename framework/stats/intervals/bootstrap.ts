import { ReportError } from '../../errors.ts'
import { checkArguments, checkOptions, NUMBERS } from '../../text/checkOptions.ts'
import { normalCdf, normalQuantile } from '../distributions/normal.ts'
import { Random } from '../random.ts'
import { ANY, NUMBER } from '../schemas.ts'
import { LOCATION, type LocationStatistic } from './location.ts'
import { quantile } from './quantile.ts'

const METHODS: readonly string[] = ['percentile', 'bca']

const VALUES = { values: NUMBERS }
const OPTIONS = { statistic: ANY, level: ANY, resamples: ANY, method: ANY, seed: NUMBER }

export interface BootstrapOptions {
  /** What is estimated. Default `mean`. */
  readonly statistic?: LocationStatistic
  /** The interval's coverage, within (0, 1). Default 0.95. */
  readonly level?: number
  /** Number of resamples. Default 9999. */
  readonly resamples?: number
  /**
   * `percentile`: quantiles of the resampled statistic. `bca`: these corrected for bias and skew
   * (Efron, JASA 82, 1987). Default `percentile`.
   */
  readonly method?: 'percentile' | 'bca'
  /** Same seed, same interval, in every process. Default 0. */
  readonly seed?: number
}

export interface Interval {
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** Number of values that the estimate rests on. */
  readonly n: number
}

/**
 * A bootstrap confidence interval for the location of one condition's values, one value a seed.
 *
 * Fewer than two values have no interval: `low` and `high` are NaN. Values that hold a NaN or an
 * infinity have neither estimate nor interval: all three are NaN, as for a geometric mean of values that are not all
 * positive; leave such runs out first, and
 * say so. Few values give intervals that are too narrow (of three, a nominal 95 % interval holds the
 * mean of normal values in 76 % of cases): {@link meanInterval} says which level can be claimed.
 *
 * @throws {ReportError} INTERVAL_OPTION_INVALID if the level is not within (0, 1), if there is no such
 *   statistic or method, or `resamples` is not a positive whole number
 */
export function bootstrapInterval(
  values: readonly number[],
  options: BootstrapOptions = {},
): Interval {
  checkArguments('OPTION_INVALID', 'bootstrapInterval', { values }, VALUES)
  checkOptions('OPTION_INVALID', 'bootstrapInterval', options, OPTIONS)
  const {
    statistic = 'mean',
    level = 0.95,
    resamples = 9999,
    method = 'percentile',
    seed = 0,
  } = options
  checkLevel(level)
  checkStatistic('statistic', statistic)
  if (!METHODS.includes(method)) {
    throw invalidOption('method', method, `one of ${METHODS.join(', ')}`)
  }
  if (!Number.isSafeInteger(resamples) || resamples < 1) {
    throw invalidOption('resamples', resamples, 'a positive whole number')
  }
  const n = values.length
  if (!values.every(Number.isFinite)) {
    return { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, n }
  }
  const location = LOCATION[statistic]
  const sorted = Float64Array.from(values).sort()
  const estimate = location(sorted)
  if (Number.isNaN(estimate)) return { estimate, low: Number.NaN, high: Number.NaN, n }
  if (n < 2) return { estimate, low: Number.NaN, high: Number.NaN, n }

  const resampled = resampleSorted(sorted, location, resamples, new Random(seed, 'bootstrap'))
  const tail = (1 - level) / 2
  const [lowProbability, highProbability] =
    method === 'bca'
      ? correctedProbabilities(sorted, location, resampled, estimate, tail)
      : [tail, 1 - tail]
  return {
    estimate,
    low: quantile(resampled, lowProbability),
    high: quantile(resampled, highProbability),
    n,
  }
}

/** @throws {ReportError} INTERVAL_OPTION_INVALID if the level is not within (0, 1) */
export function checkLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw invalidOption('level', level, 'a number between 0 and 1')
}

/** @throws {ReportError} INTERVAL_OPTION_INVALID if there is no such statistic */
export function checkStatistic(option: string, statistic: LocationStatistic): void {
  if (Object.hasOwn(LOCATION, statistic)) return
  throw invalidOption(option, statistic, `one of ${Object.keys(LOCATION).join(', ')}`)
}

export function invalidOption(name: string, value: unknown, takes: string): ReportError {
  return new ReportError(
    'INTERVAL_OPTION_INVALID',
    `The interval's ${name} is ${value}; it takes ${takes}.`,
  )
}

function resampleSorted(
  sorted: Float64Array,
  location: (sorted: ArrayLike<number>) => number,
  resamples: number,
  random: Random,
): Float64Array {
  const n = sorted.length
  const drawn = new Float64Array(n)
  const resampled = new Float64Array(resamples)
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < n; i++) drawn[i] = sorted[random.integer(n)] as number
    resampled[r] = location(drawn.sort())
  }
  return resampled.sort()
}

/** Of the largest value: what rounding adds to a mean, and no more. */
const TIE = 1e-12

/** The two probabilities that stand for `tail` and `1 - tail` after BCa's correction. */
function correctedProbabilities(
  sorted: Float64Array,
  location: (sorted: ArrayLike<number>) => number,
  resampled: Float64Array,
  estimate: number,
  tail: number,
): [number, number] {
  // Means of the same values in another unit round otherwise: ties are told with some room.
  const room = TIE * Math.max(Math.abs(sorted[0] ?? 0), Math.abs(sorted.at(-1) ?? 0))
  let below = 0
  for (const value of resampled) {
    below += value < estimate - room ? 1 : value <= estimate + room ? 0.5 : 0
  }
  const bias = normalQuantile(below / resampled.length)
  const acceleration = accelerationOf(leaveOneOut(sorted, location))
  const corrected = (z: number): number => {
    const shifted = bias + z
    return normalCdf(bias + shifted / (1 - acceleration * shifted))
  }
  const z = normalQuantile(tail)
  const [low, high] = [corrected(z), corrected(-z)]
  // Where skew or bias exceed what the correction is made for, it turns the interval around.
  return low < high ? [low, high] : [tail, 1 - tail]
}

/** What is estimated without each value in turn. */
function leaveOneOut(
  sorted: Float64Array,
  location: (sorted: ArrayLike<number>) => number,
): Float64Array {
  if (location === LOCATION.mean) return meansWithoutEach(sorted)
  if (location === LOCATION.geometric) return meansWithoutEach(sorted.map(Math.log)).map(Math.exp)
  return sorted.map((_, i) => location(sorted.filter((_, j) => j !== i)))
}

/** From the sum of all, so that many values take no more than a pass. */
function meansWithoutEach(values: Float64Array): Float64Array {
  const others = values.length - 1
  const centre = LOCATION.mean(values)
  return values.map((value) => centre + (centre - value) / others)
}

/** A sixth of the skewness of the leave-one-out estimates; 0 where they are all the same. */
function accelerationOf(leftOut: Float64Array): number {
  const centre = LOCATION.mean(leftOut)
  let squares = 0
  let cubes = 0
  for (const value of leftOut) {
    const deviation = centre - value
    const square = deviation * deviation
    squares += square
    cubes += square * deviation
  }
  // Not powers: the last digits of `x ** 3` and `x ** 1.5` differ between Node 20 and 24.
  return squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares))
}
