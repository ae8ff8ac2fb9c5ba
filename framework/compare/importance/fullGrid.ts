import { mean } from '../../stats/intervals/location.ts'
import type { Design } from './design.ts'

/** The runs of a full grid: every combination of levels is a cell with at least one run. */
export interface FullGrid {
  readonly nLevels: readonly number[]
  /** One a cell, the last factor varying fastest. */
  readonly means: Float64Array
  /** Variance of runs within cells; NaN where no cell has two. */
  readonly noise: number
  readonly noiseDf: number
  /** Harmonic mean of the numbers of runs in the cells. */
  readonly runsPerCell: number
}

/** The grid of a design; undefined where a combination is missing. */
export function fullGridOf({ factors, y }: Design): FullGrid | undefined {
  const nLevels = factors.map((factor) => factor.nLevels)
  const nCells = nLevels.reduce((product, n) => product * n, 1)
  if (nCells > y.length || factors.length === 0) return undefined
  const cells: number[][] = Array.from({ length: nCells }, () => [])
  for (const [run, value] of y.entries()) {
    const cell = factors.reduce((at, { levels, nLevels }) => at * nLevels + (levels[run] ?? 0), 0)
    cells[cell]?.push(value)
  }
  if (cells.some(({ length }) => length === 0)) return undefined
  const means = Float64Array.from(cells, mean)
  let squares = 0
  for (const [at, values] of cells.entries()) {
    for (const value of values) squares += (value - (means[at] as number)) ** 2
  }
  const noiseDf = y.length - nCells
  return {
    nLevels,
    means,
    noise: noiseDf > 0 ? squares / noiseDf : Number.NaN,
    noiseDf,
    runsPerCell: nCells / cells.reduce((sum, { length }) => sum + 1 / length, 0),
  }
}
