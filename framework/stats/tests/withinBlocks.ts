import { mean } from '../intervals/location.ts'
import { inUnits, type StudentEstimate, unitOf } from './studentTest.ts'

/** The values of two groups in one block: whatever the block does to a value, it does to both. */
export interface BlockedValues {
  readonly a: readonly number[]
  readonly b: readonly number[]
}

/** A block of which both groups have values, as the additive model sees it. */
interface FittedBlock {
  readonly n: number
  /** Values of both groups, less what the model says of them. */
  readonly residuals: readonly { readonly inB: boolean; readonly value: number }[]
}

/**
 * How much larger values of `b` are than those of `a` in the same block: the least-squares estimate in the
 * additive model of blocks and groups. Variances are not taken to be equal: the error is that of HC2 (MacKinnon
 * and White, J. Econometrics 29, 1985) with the degrees of freedom of Bell and McCaffrey (Survey Methodology 28,
 * 2002). Effects that differ between blocks count as error. With one value of each group in every block it is the
 * paired t-test over blocks; with a single block its error is that of Welch's test.
 *
 * @param blocks those without a value of either group say nothing
 * @returns NaN without any block; without an error where there is one value too few
 */
export function estimateWithinBlocks(blocks: readonly BlockedValues[]): StudentEstimate {
  const unit = unitOf(blocks.flatMap(({ a, b }) => [...a, ...b]))
  const { difference, size, fitted } = fitBlocks(blocks, unit)
  let variance = 0
  // The traces of QM and of QMQM, where M takes the residuals, and Q their squares to the variance.
  let trace = 0
  let diagonal = 0
  let withinBlocks = 0
  let overAll = 0
  for (const { n, residuals } of fitted) {
    let [sum, sumOfCentred, squares, squaresOfCentred] = [0, 0, 0, 0]
    const nInB = residuals.filter(({ inB }) => inB).length
    for (const { inB, value } of residuals) {
      const centred = inB ? 1 - nInB / n : -nInB / n
      const left = 1 - 1 / n - centred ** 2 / size
      const q = centred ** 2 / size ** 2 / left
      const shared = centred ** 2 / size
      variance += q * value ** 2
      trace += q * left
      diagonal += q ** 2 * (left ** 2 - shared ** 2)
      sum += q
      sumOfCentred += q * centred
      squares += q ** 2
      squaresOfCentred += q ** 2 * centred ** 2
      overAll += q * shared
    }
    withinBlocks += (sum ** 2 - squares) / n ** 2
    withinBlocks += (2 / (n * size)) * (sumOfCentred ** 2 - squaresOfCentred)
  }
  return {
    estimate: difference * unit,
    se: Math.sqrt(variance) * unit,
    df: trace ** 2 / (diagonal + withinBlocks + overAll ** 2),
  }
}

/** What is left of values once blocks and groups are taken into account. */
export interface BlockResiduals {
  /** Of squares. */
  readonly sum: number
  /** Degrees of freedom. */
  readonly df: number
}

/** What the additive model of blocks and groups leaves unexplained. */
export function residualsWithinBlocks(blocks: readonly BlockedValues[]): BlockResiduals {
  const { fitted } = fitBlocks(blocks, 1)
  const squares = fitted.flatMap(({ residuals }) => residuals.map(({ value }) => value ** 2))
  const n = squares.length
  return { sum: squares.reduce((sum, square) => sum + square, 0), df: n - fitted.length - 1 }
}

function fitBlocks(blocks: readonly BlockedValues[], unit: number) {
  const both = blocks.filter(({ a, b }) => a.length > 0 && b.length > 0)
  const centred = both.map(({ a, b }) => {
    const [ofA, ofB] = [Array.from(inUnits(a, unit)), Array.from(inUnits(b, unit))]
    const n = a.length + b.length
    return { ofA, ofB, n, weight: (a.length * b.length) / n, apart: mean(ofB) - mean(ofA) }
  })
  const size = centred.reduce((sum, { weight }) => sum + weight, 0)
  const difference = centred.reduce((sum, { weight, apart }) => sum + weight * apart, 0) / size
  const fitted = centred.map(({ ofA, ofB, n, apart }): FittedBlock => {
    // What the groups of this block differ by more than those of all blocks, shared by their sizes.
    const excess = apart - difference
    const [centreA, centreB] = [mean(ofA), mean(ofB)]
    return {
      n,
      residuals: [
        ...ofA.map((value) => ({
          inB: false,
          value: value - centreA - (excess * ofB.length) / n,
        })),
        ...ofB.map((value) => ({
          inB: true,
          value: value - centreB + (excess * ofA.length) / n,
        })),
      ],
    }
  })
  return { difference, size, fitted }
}
