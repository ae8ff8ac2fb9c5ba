import {
  studentQuantileTwoSided,
  studentTwoSided,
  studentUpperTail,
} from '../distributions/studentT.ts'
import { mean } from '../intervals/location.ts'

/** An estimate whose error follows Student's t: what its tests and intervals are made from. */
export interface StudentEstimate {
  readonly estimate: number
  /** Standard error; NaN where there are too few values for one. */
  readonly se: number
  /** Degrees of freedom. */
  readonly df: number
}

/** The mean of values, one per unit. */
export function estimateMean(values: ArrayLike<number>): StudentEstimate {
  return {
    estimate: mean(values),
    se: Math.sqrt(sampleVariance(values) / values.length),
    df: values.length - 1,
  }
}

/**
 * The mean of `y` minus that of `x`, their variances not taken to be equal: Welch (Biometrika 34,
 * 1947) with Satterthwaite's degrees of freedom.
 */
export function estimateDifference(x: readonly number[], y: readonly number[]): StudentEstimate {
  const [ofX, ofY] = [sampleVariance(x) / x.length, sampleVariance(y) / y.length]
  const df = (ofX + ofY) ** 2 / (ofX ** 2 / (x.length - 1) + ofY ** 2 / (y.length - 1))
  return { estimate: mean(y) - mean(x), se: Math.sqrt(ofX + ofY), df }
}

/** Student's two-sided test that the true value is zero: its p-value, NaN without a standard error. */
export function studentTest({ estimate, se, df }: StudentEstimate): number {
  return se > 0 ? studentTwoSided(estimate / se, df) : Number.NaN
}

/** Student's interval; both ends NaN without a standard error. */
export function studentInterval(
  { estimate, se, df }: StudentEstimate,
  level = 0.95,
): { low: number; high: number } {
  const reach = se === 0 ? 0 : studentQuantileTwoSided(level, df) * se
  return { low: estimate - reach, high: estimate + reach }
}

/**
 * Two one-sided tests (Schuirmann, J. Pharmacokinet. Biopharm. 15, 1987): the p-value of the claim
 * that the true value lies within ±`margin`, the larger of the two. NaN without a standard error.
 */
export function equivalenceTest({ estimate, se, df }: StudentEstimate, margin: number): number {
  if (!(se > 0)) return Number.NaN
  return Math.max(
    studentUpperTail((estimate + margin) / se, df),
    studentUpperTail((margin - estimate) / se, df),
  )
}

/** The paired t-test of differences, one per pair: its two-sided p-value. NaN below two pairs. */
export function pairedTTest(differences: readonly number[]): number {
  return studentTest(estimateMean(differences))
}

/** Welch's test of two samples with variances of their own: its two-sided p-value. */
export function welchTest(x: readonly number[], y: readonly number[]): number {
  return studentTest(estimateDifference(x, y))
}

/** The unbiased variance of values; NaN below two. */
export function sampleVariance(values: ArrayLike<number>): number {
  const centre = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - centre) ** 2
  return values.length < 2 ? Number.NaN : squares / (values.length - 1)
}
