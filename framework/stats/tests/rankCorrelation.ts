import { studentTwoSided } from '../distributions/studentT.ts'
import { Random } from '../random.ts'
import { doubledMidRanks } from './midRanks.ts'

/** Pairs of values that are comparable with each other, such as those of one block. */
export interface Stratum {
  readonly x: readonly number[]
  /** As many. An infinity ranks beyond all numbers. */
  readonly y: readonly number[]
}

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
const MOST_PERMUTED = 40
const PERMUTATIONS = 9999
/** 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054
const LEAST_DF = 2

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
  const ranked = strata.flatMap(({ x, y }) => {
    const [ranksX, ranksY] = [centredRanks(x), centredRanks(y)]
    return squares(ranksX) > 0 && squares(ranksY) > 0 ? [{ x: ranksX, y: ranksY }] : []
  })
  const n = ranked.reduce((sum, { x }) => sum + x.length, 0)
  const df = n - ranked.length - 1
  const size = Math.sqrt(
    sumOf(ranked, ({ x }) => squares(x)) * sumOf(ranked, ({ y }) => squares(y)),
  )
  const estimate = ranked.length === 0 ? Number.NaN : sumOf(ranked, dot) / size
  if (df < LEAST_DF) {
    return { estimate, low: Number.NaN, high: Number.NaN, pValue: Number.NaN, n }
  }
  const inner = Math.sign(estimate) * Math.min(Math.abs(estimate), 1 - 1 / n)
  const reach = Z * Math.sqrt((1 + inner ** 2 / 2) / Math.max(1, df - 1))
  return {
    estimate,
    low: Math.min(estimate, Math.tanh(Math.atanh(inner) - reach)),
    high: Math.max(estimate, Math.tanh(Math.atanh(inner) + reach)),
    pValue: df <= MOST_PERMUTED ? permuted(ranked, seed) : studentOf(estimate, df),
    n,
  }
}

interface Ranked {
  readonly x: readonly number[]
  readonly y: readonly number[]
}

/** Divided by n + 1, so that large strata do not outweigh small ones by more than their size. */
function centredRanks(values: readonly number[]): number[] {
  const n = values.length
  return doubledMidRanks(values).map((doubled) => (doubled / 2 - (n + 1) / 2) / (n + 1))
}

function studentOf(estimate: number, df: number): number {
  const rest = 1 - estimate ** 2
  return rest <= 0 ? 0 : studentTwoSided(estimate * Math.sqrt(df / rest), df)
}

function permuted(strata: readonly Ranked[], seed: number): number {
  const random = new Random(seed, 'rank correlation')
  const observed = Math.abs(sumOf(strata, dot))
  const shuffled = strata.map(({ x, y }) => ({ x, y: [...y] }))
  let extreme = 0
  for (let i = 0; i < PERMUTATIONS; i++) {
    for (const { y } of shuffled) random.shuffle(y, y.length)
    // Sums of the same terms in another order may differ in their last digits.
    if (Math.abs(sumOf(shuffled, dot)) >= observed - 1e-12) extreme++
  }
  return (1 + extreme) / (1 + PERMUTATIONS)
}

function sumOf(strata: readonly Ranked[], value: (stratum: Ranked) => number): number {
  return strata.reduce((sum, stratum) => sum + value(stratum), 0)
}

function dot({ x, y }: Ranked): number {
  let sum = 0
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * (y[i] as number)
  return sum
}

function squares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value ** 2, 0)
}
