import { Random } from '../../stats/random.ts'
import { coarsen } from './coarsen.ts'
import type { Design, Evaluation, Evaluator, Factor } from './design.ts'

/** The share of runs that count as good, and the fewest of them. */
const GOOD_SHARE = 0.1
const LEAST_GOOD = 10
/** Fewer runs show nothing about the best of them. */
export const LEAST_RUNS = 10
/** Cells of the range of an ordered parameter. */
const CELLS = 32
const PERMUTATIONS = 199

/**
 * PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023): how far the values that the best runs have differ
 * from those of all runs, as the Pearson divergence between the two densities, which is the variance
 * that the parameter has of "is among the best". It needs no model and no grid. Ordered parameters are
 * taken by their ranks, so that it makes no difference whether their logarithms are. What chance alone
 * gives, by 199 random choices of as many runs, is subtracted; importances are shares of their sum.
 */
export const pedAnova: Evaluator = {
  name: 'PED-ANOVA',
  objection: ({ y }) =>
    y.length < LEAST_RUNS ? `${y.length} runs are too few, ${LEAST_RUNS} are needed` : undefined,
  evaluate(design): Evaluation {
    const isGood = goodRuns(design)
    const measured = design.factors.map((factor) => measure(factor, isGood))
    const sum = measured.reduce((total, { excess }) => total + excess, 0)
    return {
      factors: measured.map(({ excess, pValue }) => ({
        importance: sum > 0 ? excess / sum : 0,
        pValue,
      })),
      interactions: [],
      residual: Number.NaN,
    }
  },
}

function goodRuns({ y }: Design): boolean[] {
  const n = Math.max(
    Math.ceil(GOOD_SHARE * y.length),
    Math.min(LEAST_GOOD, Math.floor(y.length / 2)),
  )
  const order = [...y.keys()].sort(
    (a, b) => Number(at(y, a) > at(y, b)) - Number(at(y, a) < at(y, b)),
  )
  const good = new Set(order.slice(0, n))
  return y.map((_, run) => good.has(run))
}

function measure(factor: Factor, isGood: readonly boolean[]): { excess: number; pValue: number } {
  const { levels, isOrdered } = coarsen(factor, CELLS)
  const divergence = divergenceOf(levels, isOrdered)
  const observed = divergence(isGood)
  const random = new Random(0, `PED-ANOVA ${factor.name}`)
  const shuffled = [...isGood]
  let sum = 0
  let asLarge = 0
  for (let i = 0; i < PERMUTATIONS; i++) {
    random.shuffle(shuffled, shuffled.length)
    const byChance = divergence(shuffled)
    sum += byChance
    if (byChance >= observed - 1e-12) asLarge++
  }
  return {
    excess: Math.max(0, observed - sum / PERMUTATIONS),
    pValue: (1 + asLarge) / (1 + PERMUTATIONS),
  }
}

/**
 * The Pearson divergence between the densities of good and of all runs over the cells. Of an ordered
 * parameter both are smoothed by the same kernel, whose width is Scott's for as many good runs.
 */
function divergenceOf(
  cellOf: readonly number[],
  isOrdered: boolean,
): (isGood: readonly boolean[]) => number {
  const nCells = Math.max(...cellOf) + 1
  const counts = new Float64Array(nCells)
  for (const cell of cellOf) counts[cell] = (counts[cell] as number) + 1
  let kernel: Float64Array[] | undefined
  const smooth = (values: Float64Array) => (kernel ? weigh(values, kernel) : values)
  return (isGood) => {
    const ofGood = new Float64Array(nCells)
    let nGood = 0
    for (const [run, cell] of cellOf.entries()) {
      if (!isGood[run]) continue
      nGood++
      ofGood[cell] = (ofGood[cell] as number) + 1
    }
    if (isOrdered && nCells > 4)
      kernel ??= gaussian(nCells, (nCells / Math.sqrt(12)) * nGood ** -0.2)
    const [good, all] = [smooth(ofGood), smooth(counts)]
    let sum = 0
    for (const [cell, n] of all.entries()) {
      if (n === 0) continue
      const share = n / cellOf.length
      sum += share * ((good[cell] as number) / nGood / share - 1) ** 2
    }
    return sum
  }
}

/** What each cell gives to each other, all that it has in all. */
function gaussian(nCells: number, width: number): Float64Array[] {
  return Array.from({ length: nCells }, (_, from) => {
    const row = Float64Array.from({ length: nCells }, (_, to) =>
      Math.exp(-0.5 * ((from - to) / width) ** 2),
    )
    const sum = row.reduce((total, value) => total + value, 0)
    return row.map((value) => value / sum)
  })
}

function weigh(values: Float64Array, kernel: readonly Float64Array[]): Float64Array {
  const smoothed = new Float64Array(values.length)
  for (const [from, value] of values.entries()) {
    if (value === 0) continue
    const row = kernel[from] as Float64Array
    for (let to = 0; to < row.length; to++) {
      smoothed[to] = (smoothed[to] as number) + value * (row[to] as number)
    }
  }
  return smoothed
}

function at(values: readonly number[], index: number): number {
  return values[index] as number
}
