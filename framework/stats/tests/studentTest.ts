import { ReportError } from '../../errors.ts'
import { checkArguments, NUMBERS } from '../../text/checkOptions.ts'
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

/** Values that differ by less than this share of their size are the same but for rounding. */
const ROUNDING = 1e-13

/**
 * Whether values are finite, and the same but for rounding.
 *
 * @param size of what they were computed from. Default: their own
 */
export function areSame(values: ArrayLike<number>, size?: number): boolean {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    if (!Number.isFinite(value)) return false
    if (value < least) least = value
    if (value > most) most = value
  }
  return most - least <= ROUNDING * (size ?? Math.max(Math.abs(least), Math.abs(most)))
}

/** The mean of values, one per unit. Of values that are the same but for rounding the standard error is 0. */
export function estimateMean(values: ArrayLike<number>): StudentEstimate {
  const unit = unitOf(values)
  const scaled = inUnits(values, unit)
  return {
    estimate: mean(scaled) * unit,
    se: Math.sqrt(sampleVariance(scaled) / values.length) * unit,
    df: values.length - 1,
  }
}

/**
 * The mean of `y` minus that of `x`, their variances not taken to be equal: Welch (Biometrika 34,
 * 1947) with Satterthwaite's degrees of freedom. Where the values of either are the same but for rounding,
 * the standard error is 0.
 */
export function estimateDifference(x: readonly number[], y: readonly number[]): StudentEstimate {
  const unit = unitOf([...x, ...y])
  const [scaledX, scaledY] = [inUnits(x, unit), inUnits(y, unit)]
  const [ofX, ofY] = [sampleVariance(scaledX) / x.length, sampleVariance(scaledY) / y.length]
  const df = (ofX + ofY) ** 2 / (ofX ** 2 / (x.length - 1) + ofY ** 2 / (y.length - 1))
  const estimate = (mean(scaledY) - mean(scaledX)) * unit
  return { estimate, se: Math.sqrt(ofX + ofY) * unit, df }
}

/** Of values of this size the squares of squares, those of their spread too, are still doubles. */
const [LEAST_SIZE, GREATEST_SIZE] = [1e-50, 1e70]

/**
 * What values are measured in for their squares neither to overflow nor to vanish: a power of two of their
 * size, by which dividing is exact; 1 of values of a usual size.
 */
export function unitOf(values: ArrayLike<number>): number {
  let size = 0
  for (let i = 0; i < values.length; i++) size = Math.max(size, Math.abs(values[i] as number))
  const isUsual =
    !(size > 0 && Number.isFinite(size)) || (size >= LEAST_SIZE && size <= GREATEST_SIZE)
  return isUsual ? 1 : 2 ** Math.floor(Math.log2(size))
}

/** The values in a unit of {@link unitOf}. */
export function inUnits(values: ArrayLike<number>, unit: number): ArrayLike<number> {
  return unit === 1 ? values : Array.from(values, (value) => value / unit)
}

/**
 * Student's two-sided test that the true value is zero: its p-value. NaN without a standard error, or where
 * it is 0: values that do not vary tell nothing of how far their mean may be off.
 */
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

/**
 * The paired t-test of differences, one per pair: its two-sided p-value. NaN below two pairs, and for differences that
 * are the same but for rounding.
 *
 * @throws {ReportError} OPTION_INVALID for two samples, of which the second would be passed over
 */
export function pairedTTest(differences: readonly number[], ...others: readonly never[]): number {
  checkArguments('OPTION_INVALID', 'pairedTTest', { differences }, { differences: NUMBERS })
  if (others.length > 0) {
    throw new ReportError(
      'OPTION_INVALID',
      'pairedTTest takes the differences of pairs alone: pairedTTest(x.map((value, i) => value - y[i])).',
    )
  }
  return studentTest(estimateMean(differences))
}

/**
 * Welch's test of two samples with variances of their own: its two-sided p-value. NaN where both samples
 * are constant but for rounding, or have fewer than two values.
 */
export function welchTest(x: readonly number[], y: readonly number[]): number {
  checkArguments('OPTION_INVALID', 'welchTest', { x, y }, { x: NUMBERS, y: NUMBERS })
  return studentTest(estimateDifference(x, y))
}

/** The unbiased variance of values; NaN below two, 0 where they are the same but for rounding. */
export function sampleVariance(values: ArrayLike<number>): number {
  if (values.length > 1 && areSame(values)) return 0
  const centre = mean(values)
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += ((values[i] as number) - centre) ** 2
  return values.length < 2 ? Number.NaN : squares / (values.length - 1)
}
