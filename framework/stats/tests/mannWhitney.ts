import { checkArguments, checkOptions, NUMBERS, YES_OR_NO } from '../../text/checkOptions.ts'
import { normalCdf } from '../distributions/normal.ts'
import { doubledMidRanks } from './midRanks.ts'
import type { TestResult } from './testResult.ts'

/** Beyond this many values in both samples together the normal approximation is as good. */
const EXACT_UP_TO_VALUES = 40

export interface MannWhitneyResult extends TestResult {
  /** Number of pairs (x, y) with x > y, ties counted half. */
  readonly u: number
  /** 1 where values of x tend to be larger than those of y, -1 where they tend to be smaller, else 0. */
  readonly direction: number
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
  checkArguments('OPTION_INVALID', 'mannWhitneyTest', { x, y }, { x: NUMBERS, y: NUMBERS })
  return blockedMannWhitneyTest([{ x, y }])
}

/**
 * The Mann-Whitney U test of values that are comparable within blocks only: ranks are those within each
 * block, and U is the sum over blocks. Exact up to 40 values in all blocks together.
 *
 * @param blocks those without a value of either sample say nothing
 */
export function blockedMannWhitneyTest(
  blocks: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[],
): MannWhitneyResult {
  const both = blocks.filter(({ x, y }) => x.length > 0 && y.length > 0)
  const n = both.reduce((n, { x, y }) => n + x.length + y.length, 0)
  const exact = n <= EXACT_UP_TO_VALUES
  if (both.length === 0 || both.some(({ x, y }) => [...x, ...y].some(Number.isNaN))) {
    return { u: Number.NaN, direction: 0, pValue: Number.NaN, smallestPValue: 1, exact }
  }
  const ranked = both.map(({ x, y }): RankedBlock => {
    const ranks = doubledMidRanks([...x, ...y])
    return { ranks, nx: x.length, ny: y.length, u: countLarger(ranks, x.length) }
  })
  const ways = both.reduce((ways, { x, y }) => ways * binomial(x.length + y.length, x.length), 1)
  return {
    u: ranked.reduce((sum, { u }) => sum + u, 0),
    direction: Math.sign(fromCentre(ranked)),
    pValue: exact ? exactP(ranked) : approximateP(ranked),
    smallestPValue: Math.min(1, 2 / ways),
    exact,
  }
}

/** Values of one block, those of the first sample first. */
interface RankedBlock {
  /** Doubled mid-ranks. */
  readonly ranks: readonly number[]
  readonly nx: number
  readonly ny: number
  readonly u: number
}

/**
 * The probability that a run of `x` beats a run of `y`, ties counted half: U / (n_x n_y). `x`
 * beats `y` by the lower value when `lowerIsBetter` (a loss), which is the default.
 */
export function probabilityOfImprovement(
  x: readonly number[],
  y: readonly number[],
  options: { lowerIsBetter?: boolean } = {},
): number {
  const name = 'probabilityOfImprovement'
  checkArguments('OPTION_INVALID', name, { x, y }, { x: NUMBERS, y: NUMBERS })
  checkOptions('OPTION_INVALID', name, options, { lowerIsBetter: YES_OR_NO })
  const { lowerIsBetter = true } = options
  if ([...x, ...y].some(Number.isNaN)) return Number.NaN
  const larger = countLarger(doubledMidRanks([...x, ...y]), x.length) / (x.length * y.length)
  return lowerIsBetter ? 1 - larger : larger
}

/** The pairs that the first `size` values win, from the doubled mid-ranks of all values. */
function countLarger(ranks: readonly number[], size: number): number {
  const rankSum = ranks.slice(0, size).reduce((sum, rank) => sum + rank, 0)
  return (rankSum - size * (size + 1)) / 2
}

function exactP(blocks: readonly RankedBlock[]): number {
  const counts = blocks.map(({ ranks, nx }) => countRankSums(ranks, nx)).reduce(convolve)
  const observed = blocks.reduce((sum, { u, nx }) => sum + 2 * u + nx * (nx + 1), 0)
  const centre = blocks.reduce((sum, { nx, ny }) => sum + nx * (nx + ny + 1), 0)
  const distance = Math.abs(observed - centre) - 1e-9
  let hits = 0
  let all = 0
  counts.forEach((count, sum) => {
    all += count
    if (Math.abs(sum - centre) >= distance) hits += count
  })
  return hits / all
}

/** For each sum of ranks, the ways to choose `size` of them that give it. */
function countRankSums(ranks: readonly number[], size: number): Float64Array {
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
  return ways[size] as Float64Array
}

/** For each sum of two choices, the ways that give it. */
function convolve(one: Float64Array, other: Float64Array): Float64Array {
  const sums = new Float64Array(one.length + other.length - 1)
  one.forEach((ways, at) => {
    if (ways === 0) return
    other.forEach((others, further) => {
      sums[at + further] = (sums[at + further] as number) + ways * others
    })
  })
  return sums
}

function approximateP(blocks: readonly RankedBlock[]): number {
  const variance = blocks.reduce((sum, block) => sum + varianceOfU(block), 0)
  if (variance === 0) return 1
  const distance = Math.max(0, Math.abs(fromCentre(blocks)) - 0.5)
  return Math.min(1, 2 * normalCdf(-distance / Math.sqrt(variance)))
}

/** How far U is from what equal samples give. */
function fromCentre(blocks: readonly RankedBlock[]): number {
  return blocks.reduce((sum, { u, nx, ny }) => sum + u - (nx * ny) / 2, 0)
}

function varianceOfU({ ranks, nx, ny }: RankedBlock): number {
  const n = nx + ny
  const tieSizes = new Map<number, number>()
  for (const rank of ranks) tieSizes.set(rank, (tieSizes.get(rank) ?? 0) + 1)
  let ties = 0
  for (const size of tieSizes.values()) ties += size * size * size - size
  return ((nx * ny) / 12) * (n + 1 - ties / (n * (n - 1)))
}

function binomial(n: number, k: number): number {
  let product = 1
  for (let i = 1; i <= k; i++) product = (product * (n - k + i)) / i
  return Math.round(product)
}
