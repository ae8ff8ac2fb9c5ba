import { normalCdf } from '../distributions/normal.ts'
import { doubledMidRanks } from './midRanks.ts'
import type { TestResult } from './testResult.ts'

/** Beyond this many values in both samples together the normal approximation is as good. */
const EXACT_UP_TO_VALUES = 40

export interface MannWhitneyResult extends TestResult {
  /** Number of pairs (x, y) with x > y, ties counted half. */
  readonly u: number
}

/**
 * The Mann-Whitney U test: do values of `x` tend to be larger (or smaller) than values of `y`?
 *
 * Exact up to 40 values in all, ties included (the distribution of the rank sum over all ways to
 * split the pooled mid-ranks); beyond that by the normal approximation with tie and continuity
 * corrections. Infinities are the outermost values. Two-sided. Three against three cannot go below
 * 0.10. NaN if a sample is empty or holds a NaN.
 */
export function mannWhitneyTest(x: readonly number[], y: readonly number[]): MannWhitneyResult {
  const n = x.length + y.length
  const exact = n <= EXACT_UP_TO_VALUES
  const smallestPValue = Math.min(1, 2 / binomial(n, x.length))
  if (x.length === 0 || y.length === 0 || [...x, ...y].some(Number.isNaN)) {
    return { u: Number.NaN, pValue: Number.NaN, smallestPValue: 1, exact }
  }
  const ranks = doubledMidRanks([...x, ...y])
  const u = countLarger(ranks, x.length)
  const pValue = exact
    ? exactP(ranks, x.length, 2 * u + x.length * (x.length + 1))
    : approximateP(ranks, x.length, y.length, u)
  return { u, pValue, smallestPValue, exact }
}

/**
 * The probability that a run of `x` beats a run of `y`, ties counted half: U / (n_x n_y). `x`
 * beats `y` by the lower value when `lowerIsBetter` (a loss), which is the default.
 */
export function probabilityOfImprovement(
  x: readonly number[],
  y: readonly number[],
  { lowerIsBetter = true }: { lowerIsBetter?: boolean } = {},
): number {
  if ([...x, ...y].some(Number.isNaN)) return Number.NaN
  const larger = countLarger(doubledMidRanks([...x, ...y]), x.length) / (x.length * y.length)
  return lowerIsBetter ? 1 - larger : larger
}

/** The pairs that the first `size` values win, from the doubled mid-ranks of all values. */
function countLarger(ranks: readonly number[], size: number): number {
  const rankSum = ranks.slice(0, size).reduce((sum, rank) => sum + rank, 0)
  return (rankSum - size * (size + 1)) / 2
}

/** Counts, for each rank sum, the ways to choose `size` of the ranks that give it. */
function exactP(ranks: readonly number[], size: number, observed: number): number {
  const total = ranks.reduce((sum, rank) => sum + rank, 0)
  const ways = Array.from({ length: size + 1 }, () => new Float64Array(total + 1))
  ;(ways[0] as Float64Array)[0] = 1
  for (const rank of ranks) {
    for (let chosen = size; chosen > 0; chosen--) {
      const into = ways[chosen] as Float64Array
      const from = ways[chosen - 1] as Float64Array
      for (let sum = total; sum >= rank; sum--) {
        into[sum] = (into[sum] as number) + (from[sum - rank] as number)
      }
    }
  }
  const counts = ways[size] as Float64Array
  const centre = (total * size) / ranks.length
  const distance = Math.abs(observed - centre) - 1e-9
  let hits = 0
  let all = 0
  counts.forEach((count, sum) => {
    all += count
    if (Math.abs(sum - centre) >= distance) hits += count
  })
  return hits / all
}

function approximateP(ranks: readonly number[], nx: number, ny: number, u: number): number {
  const n = nx + ny
  const tieSizes = new Map<number, number>()
  for (const rank of ranks) tieSizes.set(rank, (tieSizes.get(rank) ?? 0) + 1)
  let ties = 0
  for (const size of tieSizes.values()) ties += size * size * size - size
  const variance = ((nx * ny) / 12) * (n + 1 - ties / (n * (n - 1)))
  if (variance === 0) return 1
  const distance = Math.max(0, Math.abs(u - (nx * ny) / 2) - 0.5)
  return Math.min(1, 2 * normalCdf(-distance / Math.sqrt(variance)))
}

function binomial(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i
  return Math.round(product)
}
