import { mean } from '../../stats/intervals/location.ts'
import { Random } from '../../stats/random.ts'
import { sampleVariance } from '../../stats/tests/studentTest.ts'
import { coarsen } from './coarsen.ts'
import type { Design, Evaluation, Evaluator } from './design.ts'

/** The share of runs that count as good, and the fewest of them. */
const GOOD_SHARE = 0.1
const LEAST_GOOD = 10
/** Fewer runs show nothing about the best of them. */
export const LEAST_RUNS = 10
/** Cells of the range of an ordered parameter. */
const CELLS = 32
const PERMUTATIONS = 499

/**
 * PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023): how far the values that the best runs have differ
 * from those of all runs, as the Pearson divergence between the two densities, which is the variance
 * that the parameter has of "is among the best". It needs no model and no grid. Ordered parameters are
 * taken by their ranks, so that it makes no difference whether their logarithms are. What chance alone
 * gives, by 499 random choices of as many runs, is subtracted; importances are shares of their sum.
 */
export const pedAnova: Evaluator = {
  name: 'PED-ANOVA',
  objection: ({ y }) =>
    y.length < LEAST_RUNS ? `${y.length} runs are too few, ${LEAST_RUNS} are needed` : undefined,
  evaluate(design): Evaluation {
    const measured = measure(design)
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

interface Measured {
  /** The divergence, less what chance alone gives. */
  readonly excess: number
  readonly pValue: number
}

/**
 * All factors by the same random choices of good runs, so that p-values are adjusted for their number by the
 * step-down maximum of Westfall and Young (Resampling-Based Multiple Testing, 1993), of divergences in units of
 * their deviation by chance.
 */
function measure(design: Design): Measured[] {
  const isGood = goodRuns(design)
  const divergences = design.factors.map((factor) => {
    const { levels, isOrdered } = coarsen(factor, CELLS)
    return divergenceOf(levels, isOrdered)
  })
  const observed = divergences.map((divergence) => divergence(isGood))
  const random = new Random(0, 'PED-ANOVA')
  const shuffled = [...isGood]
  const byChance = Array.from({ length: PERMUTATIONS }, () => {
    random.shuffle(shuffled, shuffled.length)
    return divergences.map((divergence) => divergence(shuffled))
  })
  const centres = observed.map((_, factor) => mean(byChance.map((each) => at(each, factor))))
  const deviations = observed.map((_, factor) =>
    Math.sqrt(sampleVariance(byChance.map((each) => at(each, factor)))),
  )
  const inDeviations = (value: number, factor: number) =>
    at(deviations, factor) > 0 ? (value - at(centres, factor)) / at(deviations, factor) : 0
  const scores = observed.map(inDeviations)
  const pValues = stepDown(
    scores,
    byChance.map((each) => each.map(inDeviations)),
  )
  return observed.map((value, factor) => ({
    excess: Math.max(0, value - at(centres, factor)),
    pValue: at(pValues, factor),
  }))
}

/** Adjusted p-values: of each score against the largest by chance of those that are no larger than it. */
function stepDown(scores: readonly number[], byChance: readonly (readonly number[])[]): number[] {
  const order = [...scores.keys()].sort((a, b) => at(scores, a) - at(scores, b))
  const largest = byChance.map(() => Number.NEGATIVE_INFINITY)
  const pValues = scores.map((score) => score)
  for (const factor of order) {
    let asLarge = 0
    for (const [i, each] of byChance.entries()) {
      largest[i] = Math.max(at(largest, i), at(each, factor))
      if (at(largest, i) >= at(scores, factor) - 1e-9) asLarge++
    }
    pValues[factor] = (1 + asLarge) / (1 + byChance.length)
  }
  let highest = 0
  for (const factor of order.reverse()) {
    highest = Math.max(highest, at(pValues, factor))
    pValues[factor] = highest
  }
  return pValues
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
