import { chiSquaredQuantile } from '../distributions/chiSquared.ts'
import { studentQuantileTwoSided } from '../distributions/studentT.ts'

export interface SampleSizeOptions {
  /** Error rate of the two-sided test. Default 0.05. */
  readonly alpha?: number
  /** The probability of finding the difference. Default 0.8. */
  readonly power?: number
}

const MOST_UNITS = 100_000

/**
 * How many units the paired t-test needs to find a true difference of `margin` between units whose
 * differences deviate by `deviation`: the least n with margin >= (t_{1 - alpha/2} + t_power) times the
 * standard error, both with n - 1 degrees of freedom. Infinity where that is beyond 100 000.
 */
export function unitsNeeded(
  margin: number,
  deviation: number,
  { alpha = 0.05, power = 0.8 }: SampleSizeOptions = {},
): number {
  const isEnough = (n: number) => {
    const quantiles =
      studentQuantileTwoSided(1 - alpha, n - 1) + studentQuantileTwoSided(2 * power - 1, n - 1)
    return (quantiles * deviation) / Math.sqrt(n) <= margin
  }
  // Mostly some tens are enough: from below, few sizes are tried.
  let [tooFew, enough] = [1, 2]
  while (!isEnough(enough)) {
    if (enough >= MOST_UNITS) return Number.POSITIVE_INFINITY
    tooFew = enough
    enough = Math.min(2 * enough, MOST_UNITS)
  }
  while (enough - tooFew > 1) {
    const middle = (tooFew + enough) >> 1
    if (isEnough(middle)) enough = middle
    else tooFew = middle
  }
  return enough
}

/**
 * The upper confidence limit of a standard deviation from a pilot of normal values: what a sample
 * size should be planned with, since the pilot's own is too small in half of all cases (Browne,
 * Statist. Med. 14, 1995).
 *
 * @param confidence of the one-sided limit. Default 0.8
 */
export function upperDeviation(deviation: number, df: number, confidence = 0.8): number {
  return deviation * Math.sqrt(df / chiSquaredQuantile(1 - confidence, df))
}
