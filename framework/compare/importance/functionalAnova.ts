import { fUpperTail } from '../../stats/distributions/fDistribution.ts'
import { mean } from '../../stats/intervals/location.ts'
import { holmAdjust } from '../../stats/tests/holm.ts'
import type { Evaluation, Evaluator, Interaction } from './design.ts'
import { type FullGrid, fullGridOf } from './fullGrid.ts'

/**
 * The exact functional ANOVA decomposition (Hoeffding 1948; for parameters of trainings Hutter, Hoos and
 * Leyton-Brown, ICML 2014) of a full grid, each level counting alike. The importance of a parameter is
 * its total effect (Homma and Saltelli, Reliab. Eng. Syst. Saf. 52, 1996): the share of the variance of
 * single runs that would be lost if it did not vary, its interactions included. Where cells hold several
 * runs, what noise adds to each part is subtracted (omega squared, Hays, Statistics, 1963). A parameter is tested by its
 * main effect and by its total effect, which a mere interaction has alone; the smaller p-value counts twice.
 */
export const functionalAnova: Evaluator = {
  name: 'functional ANOVA',
  objection(design) {
    const grid = fullGridOf(design)
    if (grid === undefined) return 'not every combination of values was run'
    // Then all that varies would be put down to the one parameter.
    return grid.noiseDf === 0 && grid.nLevels.length === 1 ? 'each value was run once' : undefined
  },
  evaluate(design): Evaluation {
    const grid = fullGridOf(design)
    if (grid === undefined) return { factors: [], interactions: [], residual: Number.NaN }
    const { nLevels, means } = grid
    const noise = Number.isNaN(grid.noise) ? 0 : grid.noise
    const noiseOfMeans = noise / grid.runsPerCell
    const ofCells = varianceOf(means)
    // What single runs vary by: the cells, without what noise adds to their means, and the noise.
    const total = Math.max(0, ofCells - (noiseOfMeans * (means.length - 1)) / means.length) + noise
    const share = (variance: number, df: number) =>
      total > 0 ? Math.max(0, variance - (noiseOfMeans * df) / means.length) / total : 0
    const margins = nLevels.map((_, at) => marginOf(grid, [at]))
    const pValues = holmAdjust(
      nLevels.map((n, at) => {
        const ofMain = effectTest(varianceOf(margins[at] as Float64Array), n - 1, grid)
        if (nLevels.length === 1) return ofMain
        const ofTotal = effectTest(varianceWithin(grid, at), totalDf(grid, at), grid)
        return Math.min(1, 2 * Math.min(ofMain, ofTotal))
      }),
    )
    const grand = mean(means)
    const pairs = pairsOf(nLevels.length).map(([a, b]) => {
      const [ofA, ofB] = [margins[a] as Float64Array, margins[b] as Float64Array]
      const joint = marginOf(grid, [a, b])
      const n = nLevels[b] as number
      const effect = joint.map(
        (value, cell) =>
          value - (ofA[Math.floor(cell / n)] as number) - (ofB[cell % n] as number) + grand,
      )
      const variance = meanSquare(effect)
      const df = (ofA.length - 1) * (ofB.length - 1)
      const pValue = effectTest(variance, df, grid)
      return { factors: [a, b] as const, share: share(variance, df), pValue }
    })
    const pOfPairs = holmAdjust(pairs.map(({ pValue }) => pValue))
    return {
      factors: nLevels.map((n, at) => {
        const variance = varianceWithin(grid, at)
        const mainVariance = varianceOf(margins[at] as Float64Array)
        return {
          importance: share(variance, totalDf(grid, at)),
          share: share(mainVariance, n - 1),
          pValue: pValues[at] as number,
        }
      }),
      interactions: pairs
        .map((pair, at): Interaction => ({ ...pair, pValue: pOfPairs[at] as number }))
        .sort((one, other) => other.share - one.share),
      residual: Number.isNaN(grid.noise) ? Number.NaN : total > 0 ? noise / total : Number.NaN,
    }
  },
}

/** The means over all factors but some, the last of them varying fastest. */
export function marginOf({ nLevels, means }: FullGrid, kept: readonly number[]): Float64Array {
  const size = kept.reduce((product, at) => product * (nLevels[at] as number), 1)
  const sums = new Float64Array(size)
  const strides = stridesOf(nLevels)
  for (let cell = 0; cell < means.length; cell++) {
    let place = 0
    for (const at of kept) {
      const n = nLevels[at] as number
      place = place * n + (Math.floor(cell / (strides[at] as number)) % n)
    }
    sums[place] = (sums[place] as number) + (means[cell] as number)
  }
  return sums.map((sum) => (sum * size) / means.length)
}

/** The variance along one factor, mean over the lines of the grid. */
function varianceWithin({ nLevels, means }: FullGrid, at: number): number {
  const n = nLevels[at] as number
  const stride = stridesOf(nLevels)[at] as number
  let sum = 0
  for (let cell = 0; cell < means.length; cell++) {
    if (Math.floor(cell / stride) % n !== 0) continue
    sum += varianceOf(
      Float64Array.from({ length: n }, (_, i) => means[cell + i * stride] as number),
    )
  }
  return (sum * n) / means.length
}

/** Degrees of freedom of all parts that a factor takes part in. */
function totalDf({ nLevels, means }: FullGrid, at: number): number {
  const n = nLevels[at] as number
  return (means.length / n) * (n - 1)
}

/** The F test of a part of the variance against the noise; NaN where cells hold one run each. */
function effectTest(variance: number, df: number, grid: FullGrid): number {
  if (!(grid.noise > 0)) return Number.NaN
  const meanSquare = (variance * grid.means.length * grid.runsPerCell) / df
  return fUpperTail(meanSquare / grid.noise, df, grid.noiseDf)
}

function stridesOf(nLevels: readonly number[]): number[] {
  return nLevels.map((_, at) => nLevels.slice(at + 1).reduce((product, n) => product * n, 1))
}

function pairsOf(n: number): [number, number][] {
  return Array.from({ length: n }, (_, a) => a).flatMap((a) =>
    Array.from({ length: n - a - 1 }, (_, i): [number, number] => [a, a + 1 + i]),
  )
}

/** Of a whole population. */
function varianceOf(values: Float64Array): number {
  const centre = mean(values)
  return meanSquare(values.map((value) => value - centre))
}

function meanSquare(values: Float64Array): number {
  return mean(values.map((value) => value ** 2))
}
