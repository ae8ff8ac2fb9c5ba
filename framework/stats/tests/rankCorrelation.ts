import { studentTwoSided } from '../distributions/studentT.ts'
import { Random } from '../random.ts'
import { correlationWithin, dot, rankStrata, type Stratum, sumOver } from './rankedStrata.ts'

/** A rank correlation with its interval and test; NaN where the values allow for none. */
export interface RankCorrelation {
  /** From -1 to 1. */
  readonly estimate: number
  /** The 95 % interval. */
  readonly low: number
  readonly high: number
  /** Two-sided. */
  readonly pValue: number
  /** Pairs in strata in which both x and y have several values. */
  readonly n: number
}

/** Up to so many degrees of freedom the test is that of random permutations, else Student's. */
export const MOST_PERMUTED = 40
const PERMUTATIONS = 9999
/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054
export const LEAST_DF = 2

/**
 * Spearman's rank correlation within strata: ranks are taken in each stratum and centred there, so
 * that differences between strata count for nothing. Of a single stratum it is Spearman's.
 *
 * The p-value is that of 9999 permutations of y within the strata, or beyond 40 degrees of freedom
 * (pairs less strata less one) of Student's t. The interval is Fisher's with the variance of Bonett
 * and Wright (Psychometrika 65, 2000), which has no width at ±1: there the estimate counts as
 * ±(1 - 1/n) for its ends.
 */
export function rankCorrelation(strata: readonly Stratum[], seed = 0): RankCorrelation {
  const ranked = rankStrata(strata)
  const n = ranked.reduce((sum, { x }) => sum + x.length, 0)
  const df = n - ranked.length - 1
  const estimate = correlationWithin(ranked)
  if (df < LEAST_DF) {
    return { estimate, low: Number.NaN, high: Number.NaN, pValue: Number.NaN, n }
  }
  const inner = Math.sign(estimate) * Math.min(Math.abs(estimate), 1 - 1 / n)
  const reach = Z * Math.sqrt((1 + inner ** 2 / 2) / Math.max(1, df - 1))
  return {
    estimate,
    low: Math.min(estimate, Math.tanh(Math.atanh(inner) - reach)),
    high: Math.max(estimate, Math.tanh(Math.atanh(inner) + reach)),
    pValue:
      df <= MOST_PERMUTED
        ? permutedCorrelation([ranked], seed)
        : studentOfCorrelation(estimate, df),
    n,
  }
}

/** The two-sided p-value of a correlation by Student's t. */
export function studentOfCorrelation(estimate: number, df: number): number {
  const rest = 1 - estimate ** 2
  return rest <= 0 ? 0 : studentTwoSided(estimate * Math.sqrt(df / rest), df)
}

/**
 * The p-value of the largest of several correlations of the same y, by permutations of y within strata.
 *
 * @param ranked one list of strata for each x, all with the same y
 */
export function permutedCorrelation(ranked: readonly (readonly Stratum[])[], seed: number): number {
  const random = new Random(seed, 'rank correlation')
  const [first = []] = ranked
  const shuffled = first.map(({ y }) => [...y])
  // Correlations but for the size of y, which no permutation changes.
  const parts = ranked.map((strata) => ({
    strata: strata.map(({ x }, at) => ({ x, y: shuffled[at] as number[] })),
    size: Math.sqrt(sumOver(strata, ({ x }) => dot({ x, y: x }))),
  }))
  const largest = () =>
    Math.max(...parts.map(({ strata, size }) => Math.abs(sumOver(strata, dot)) / size))
  const observed = largest()
  let extreme = 0
  for (let i = 0; i < PERMUTATIONS; i++) {
    for (const y of shuffled) random.shuffle(y, y.length)
    // Sums of the same terms in another order may differ in their last digits.
    if (largest() >= observed - 1e-12) extreme++
  }
  return (1 + extreme) / (1 + PERMUTATIONS)
}
