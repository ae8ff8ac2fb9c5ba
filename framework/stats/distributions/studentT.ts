import { bisect } from './bisect.ts'
import { incompleteBeta } from './incompleteBeta.ts'
import { normalQuantile } from './normal.ts'
import { rememberQuantiles } from './rememberQuantiles.ts'

/**
 * The two-sided p-value of Student's t: the probability that |T| is at least |t|
 * (Abramowitz and Stegun 26.7.1 with 26.5.27). Exact to about 1e-13 of itself, however small, with up
 * to ten thousand degrees of freedom.
 *
 * @param df degrees of freedom, above 0, whole or not
 */
export function studentTwoSided(t: number, df: number): number {
  if (Number.isNaN(t) || !(df > 0)) return Number.NaN
  const square = t * t
  if (square === Number.POSITIVE_INFINITY) return 0
  return incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square))
}

/** The probability that Student's T is at least t. */
export function studentUpperTail(t: number, df: number): number {
  const half = studentTwoSided(t, df) / 2
  return t < 0 ? 1 - half : half
}

/** The t that |T| stays below with the given probability: the width of an interval in standard errors. */
export const studentQuantileTwoSided = rememberQuantiles((level, df) => {
  if (!(level > 0 && level < 1 && df > 0)) return Number.NaN
  // The normal quantile is the least that it can be; from there double until it is passed.
  let high = normalQuantile((1 + level) / 2)
  while (studentTwoSided(high, df) > 1 - level) high *= 2
  // By the tails, which are exact however small.
  return bisect((t) => -studentTwoSided(t, df), level - 1, 0, high)
})
