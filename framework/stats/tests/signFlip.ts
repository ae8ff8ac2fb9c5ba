import { checkArguments, FINITE, NUMBERS } from '../../text/checkOptions.ts'
import { Random } from '../random.ts'
import { inUnits, unitOf } from './studentTest.ts'
import type { TestResult } from './testResult.ts'

/** Half of them have 2^12 sign patterns, which take a millisecond. */
const EXACT_UP_TO_PAIRS = 24
const RESAMPLES = 9999
/** Differences whose sign patterns are counted together. */
const PART = 8

/**
 * The paired permutation test: are these differences (one per seed: A's value minus B's) centred on
 * zero? If A and B were exchangeable, each difference could as well have had the other sign; p is
 * the share of sign patterns whose |sum| is at least the observed one.
 *
 * Exact up to 24 pairs, else over 9999 random patterns with (hits + 1) / (patterns + 1). Two-sided,
 * hence never below 2 / 2^n: five pairs cannot reach 0.05. NaN for no pairs.
 */
export function signFlipTest(differences: readonly number[], seed = 0): TestResult {
  const schemas = { differences: NUMBERS, seed: FINITE }
  checkArguments('OPTION_INVALID', 'signFlipTest', { differences, seed }, schemas)
  const n = differences.length
  const exact = n <= EXACT_UP_TO_PAIRS
  const smallestPValue = n === 0 ? 1 : Math.max(2 ** (1 - n), exact ? 0 : 1 / (RESAMPLES + 1))
  if (n === 0 || differences.some(Number.isNaN)) {
    return { pValue: Number.NaN, smallestPValue, exact }
  }
  // So that no sum overflows.
  const scaled = Array.from(inUnits(differences, unitOf(differences)))
  return {
    pValue: exact ? exactP(scaled) : sampledP(scaled, seed),
    smallestPValue,
    exact,
  }
}

/**
 * Counts the patterns from the sums of two halves, both sorted: 2^(n/2) of each instead of 2^n in
 * all (Horowitz and Sahni, J. ACM 21, 1974).
 */
function exactP(differences: readonly number[]): number {
  const half = differences.length >> 1
  const left = sumsOfPatterns(differences.slice(0, half))
  const right = sumsOfPatterns(differences.slice(half))
  const least = leastCounted(differences)
  if (least <= 0) return 1
  const within =
    countPairs(left, right, (sum) => sum < least) - countPairs(left, right, (sum) => sum <= -least)
  return 1 - within / (left.length * right.length)
}

/** The sums of all sign patterns, ascending. */
function sumsOfPatterns(differences: readonly number[]): Float64Array {
  let sums = Float64Array.of(0)
  for (const difference of differences) {
    const flipped = new Float64Array(2 * sums.length)
    sums.forEach((sum, i) => {
      flipped[2 * i] = sum - difference
      flipped[2 * i + 1] = sum + difference
    })
    sums = flipped
  }
  return sums.sort()
}

/** How many pairs of the two ascending lists have a sum that is low enough. */
function countPairs(
  left: Float64Array,
  right: Float64Array,
  isLow: (sum: number) => boolean,
): number {
  let counted = 0
  let upTo = right.length
  for (const value of left) {
    while (upTo > 0 && !isLow(value + (right[upTo - 1] as number))) upTo--
    counted += upTo
  }
  return counted
}

/** A random pattern is put together of one out of all patterns for each few differences. */
function sampledP(differences: readonly number[], seed: number): number {
  const random = new Random(seed, 'sign flip')
  const least = leastCounted(differences)
  const parts: Float64Array[] = []
  for (let from = 0; from < differences.length; from += PART) {
    parts.push(sumsOfPatterns(differences.slice(from, from + PART)))
  }
  let hits = 0
  for (let r = 0; r < RESAMPLES; r++) {
    let sum = 0
    // A power of two of patterns, hence a mask.
    for (const sums of parts) sum += sums[random.uint32() & (sums.length - 1)] as number
    if (Math.abs(sum) >= least) hits++
  }
  return (hits + 1) / (RESAMPLES + 1)
}

/** The least |sum| that counts: the observed one, less what rounding may have changed. */
function leastCounted(differences: readonly number[]): number {
  let observed = 0
  let scale = 0
  for (const difference of differences) {
    observed += difference
    scale += Math.abs(difference)
  }
  return Math.abs(observed) - scale * 1e-12
}
