import { Random } from './random.ts'
import type { TestResult } from './significance.ts'

/** 2^16 sign patterns take a few milliseconds. */
const EXACT_UP_TO_PAIRS = 16
const RESAMPLES = 9999

/**
 * The paired permutation test: are these differences (one a seed: A's value minus B's) centred on
 * zero? If A and B were exchangeable, each difference could as well have had the other sign; p is
 * the share of sign patterns whose |sum| is at least the observed one.
 *
 * Exact up to 16 pairs, else over 9999 random patterns with (hits + 1) / (patterns + 1). Two-sided,
 * hence never below 2 / 2^n: five pairs cannot reach 0.05. NaN for no pairs.
 */
export function signFlipTest(differences: readonly number[], seed = 0): TestResult {
  const n = differences.length
  const exact = n <= EXACT_UP_TO_PAIRS
  const smallestPValue = n === 0 ? 1 : Math.max(2 ** (1 - n), exact ? 0 : 1 / (RESAMPLES + 1))
  if (n === 0 || differences.some(Number.isNaN)) {
    return { pValue: Number.NaN, smallestPValue, exact }
  }
  return {
    pValue: exact ? exactP(differences) : sampledP(differences, seed),
    smallestPValue,
    exact,
  }
}

function exactP(differences: readonly number[]): number {
  const patterns = 2 ** differences.length
  const reached = reachesObserved(differences)
  let hits = 0
  for (let pattern = 0; pattern < patterns; pattern++) {
    let sum = 0
    differences.forEach((difference, i) => {
      sum += (pattern >> i) & 1 ? -difference : difference
    })
    if (reached(sum)) hits++
  }
  return hits / patterns
}

function sampledP(differences: readonly number[], seed: number): number {
  const random = new Random(seed, 'sign flip')
  const reached = reachesObserved(differences)
  let hits = 0
  for (let r = 0; r < RESAMPLES; r++) {
    let sum = 0
    for (const difference of differences) sum += random.uniform() < 0.5 ? -difference : difference
    if (reached(sum)) hits++
  }
  return (hits + 1) / (RESAMPLES + 1)
}

/** Sums that differ by rounding alone count as equal. */
function reachesObserved(differences: readonly number[]): (sum: number) => boolean {
  let observed = 0
  let scale = 0
  for (const difference of differences) {
    observed += difference
    scale += Math.abs(difference)
  }
  const threshold = Math.abs(observed) - scale * 1e-12
  return (sum) => Math.abs(sum) >= threshold
}
