import {
  LEAST_DF,
  MOST_PERMUTED,
  permutedCorrelation,
  type RankCorrelation,
  rankCorrelation,
  studentOfCorrelation,
} from './rankCorrelation.ts'
import { correlationWithin, orthogonalPowers, rankStrata, type Stratum } from './rankedStrata.ts'

/** Whether y goes with x, in a line or in a curve; NaN where the values allow for no test. */
export interface RankTrend {
  /** Of the ranks, with an interval and a test of its own. */
  readonly correlation: RankCorrelation
  /** Of the ranks of y with the squared ranks of x, without what is linear in x: above 0 for a valley. */
  readonly curvature: number
  /** Two-sided, that there is no curvature beside the line. */
  readonly curvaturePValue: number
  /** Two-sided, that y has nothing to do with x, against a line and a curve alike. */
  readonly pValue: number
}

/**
 * Tests for a trend that need not rise or fall throughout: of the rank correlation and that with the
 * squared ranks, which are orthogonal, the larger decides. Its p-value is that of permutations, or, as for
 * `rankCorrelation`, beyond 40 degrees of freedom Student's after Šidák's adjustment for two tests.
 */
export function rankTrend(strata: readonly Stratum[], seed = 0): RankTrend {
  const correlation = rankCorrelation(strata, seed)
  const ranked = rankStrata(strata)
  const [, squared] = orthogonalPowers(ranked, 2)
  const curvature = squared === undefined ? Number.NaN : correlationWithin(squared)
  const df = correlation.n - ranked.length - 1
  if (df < LEAST_DF || squared === undefined) {
    return { correlation, curvature, curvaturePValue: Number.NaN, pValue: correlation.pValue }
  }
  const beside = curvature / Math.sqrt(1 - correlation.estimate ** 2)
  const curved = { curvature, curvaturePValue: studentOfCorrelation(beside, df - 1) }
  if (df <= MOST_PERMUTED) {
    return { correlation, ...curved, pValue: permutedCorrelation([ranked, squared], seed) }
  }
  const p = Math.min(correlation.pValue, studentOfCorrelation(curvature, df))
  return { correlation, ...curved, pValue: -Math.expm1(2 * Math.log1p(-p)) }
}
