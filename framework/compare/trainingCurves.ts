import type { ColumnTable } from 'arquero'
import { numbers, runDirs, texts } from '../tables/columns.ts'

/** The course of one run's metric. */
export interface TrainingCurve {
  /** The run's row in the runs table. */
  row: number
  epochs: number[]
  /** Epoch, or seconds of training at the end of the epoch; NaN where unknown. */
  x: number[]
  y: number[]
}

/**
 * The runs' curves in the order of the runs table. Missing values are NaN, and a run
 * without a history has an empty curve.
 */
export function readCurves(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  { metric, split, x }: { metric: string; split: string; x: 'time' | 'epoch' },
): TrainingCurve[] {
  return runDirs(runs).map((runDir, row) => {
    const history = perEpoch.get(runDir)
    if (history === undefined) return { row, epochs: [], x: [], y: [] }
    const splits = texts(history, 'split')
    const rows = splits.flatMap((name, i) => (name === split ? [i] : []))
    const pick = (column: string) => {
      const values = numbers(history, column)
      return rows.map((i) => values[i] as number)
    }
    const epochs = pick('epoch')
    return {
      row,
      epochs,
      x: x === 'epoch' ? epochs : runningSum(pick('epoch_time_s')),
      y: pick(metric),
    }
  })
}

/** Whether there is a point of the curve that can be drawn. */
export function hasValues({ x, y }: TrainingCurve): boolean {
  return y.some((value, i) => Number.isFinite(value) && Number.isFinite(x[i]))
}

function runningSum(values: readonly number[]): number[] {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}
