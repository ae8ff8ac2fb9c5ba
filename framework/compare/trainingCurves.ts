import type { ColumnTable } from 'arquero'
import { cellsOf } from '../tables/cells.ts'
import { isTooLarge, isTooSmallPositive, numbers, rawNumbers, runDirs } from '../tables/columns.ts'

/** The course of one run's metric. */
export interface TrainingCurve {
  /** The run's row in the runs table. */
  readonly row: number
  readonly epochs: number[]
  /** Epoch, step, or seconds of training at the end of the epoch; NaN where unknown. */
  readonly x: number[]
  readonly y: number[]
  /** Values that are not in the curve, because a later one has the same step; absent for none. */
  readonly replaced?: number
  /** Values that are finite but too large for any axis, and infinite in the curve; absent for none. */
  readonly tooLarge?: number
  /** Values that are positive but too small for any axis, and zero in the curve; absent for none. */
  readonly tooSmall?: number
}

/** What a curve is drawn along. */
export type CurveAxis = 'time' | 'epoch' | 'step'

export interface CurveQuery {
  readonly metric: string
  readonly split: string
  readonly x: CurveAxis
}

/**
 * The runs' curves in the order of the runs table. Missing values are NaN, and a run
 * without a history has an empty curve.
 *
 * Histories of facts have a row for each epoch and split. Those of other sources have a column for each
 * metric, which may bear the split in its name (`val/loss`, `val_loss`); of their rows those count in
 * which the metric was logged, and of several at one step, as after a resume, the last.
 */
export function readCurves(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  query: CurveQuery,
): TrainingCurve[] {
  return runDirs(runs).map((runDir, row) => {
    const history = perEpoch.get(runDir)
    if (history === undefined) return { row, epochs: [], x: [], y: [] }
    return { row, ...(isOfFacts(history) ? factsCurve(history, query) : wideCurve(history, query)) }
  })
}

/**
 * {@link readCurves}, and what they are along.
 *
 * @param query.x default: epochs where every history has each of them once, else steps
 */
export function readCurvesAlong(
  runs: ColumnTable,
  perEpoch: ReadonlyMap<string, ColumnTable>,
  { x, ...query }: Omit<CurveQuery, 'x'> & { readonly x?: CurveAxis | undefined },
): { readonly x: CurveAxis; readonly curves: TrainingCurve[] } {
  if (x !== undefined) return { x, curves: readCurves(runs, perEpoch, { ...query, x }) }
  const byEpoch = readCurves(runs, perEpoch, { ...query, x: 'epoch' })
  const hasEachOnce = ({ x }: TrainingCurve) =>
    x.every((epoch) => Number.isFinite(epoch)) && new Set(x).size === x.length
  if (byEpoch.every(hasEachOnce)) return { x: 'epoch', curves: byEpoch }
  return { x: 'step', curves: readCurves(runs, perEpoch, { ...query, x: 'step' }) }
}

function isOfFacts(history: ColumnTable): boolean {
  return history.columnIndex('split') >= 0
}

type Course = Omit<TrainingCurve, 'row'>

function factsCurve(history: ColumnTable, { metric, split, x }: CurveQuery): Course {
  const splits = cellsOf(history, 'split')
  const rows = Array.from({ length: splits.length }, (_, row) => row).filter(
    (row) => splits[row] === split,
  )
  const pick = picker(history, rows)
  const epochs = pick('epoch')
  const y = pick(metric)
  return {
    ...{ epochs, x: x === 'time' ? runningSum(pick('epoch_time_s')) : epochs, y },
    ...extremesOf(history, metric, rows, y),
  }
}

function wideCurve(history: ColumnTable, { metric, split, x }: CurveQuery): Course {
  const names = [
    metric,
    metric.replace(`${split}_`, `${split}/`),
    `${split}/${metric}`,
    `${split}_${metric}`,
    `metric.${metric}`,
  ]
  const column = names.find((name) => history.columnIndex(name) >= 0)
  if (column === undefined) return { epochs: [], x: [], y: [] }
  const logged = numbers(history, column).flatMap((value, i) => (Number.isNaN(value) ? [] : [i]))
  const rows = lastOfEachStep(history, logged)
  const replaced = logged.length - rows.length
  const pick = picker(history, rows)
  const y = pick(column)
  return {
    ...{ epochs: pick('epoch'), x: pick(x === 'time' ? 'time_s' : x), y },
    ...(replaced > 0 && { replaced }),
    ...extremesOf(history, column, rows, y),
  }
}

/** How many values `numbers` takes for infinite or for zero. */
function extremesOf(
  history: ColumnTable,
  column: string,
  rows: readonly number[],
  y: readonly number[],
): Pick<TrainingCurve, 'tooLarge' | 'tooSmall'> {
  if (!y.some((value) => value === 0 || Math.abs(value) === Number.POSITIVE_INFINITY)) return {}
  const values = rawNumbers(history, column)
  const n = (isOne: (value: number) => boolean) =>
    rows.filter((row) => isOne(values[row] as number)).length
  const [tooLarge, tooSmall] = [n(isTooLarge), n(isTooSmallPositive)]
  return { ...(tooLarge > 0 && { tooLarge }), ...(tooSmall > 0 && { tooSmall }) }
}

/** Rows of one step follow each other. */
function lastOfEachStep(history: ColumnTable, rows: readonly number[]): number[] {
  const steps = numbers(history, 'step')
  return rows.filter((row, at) => {
    const next = rows[at + 1]
    return next === undefined || steps[next] !== steps[row]
  })
}

function picker(history: ColumnTable, rows: readonly number[]): (column: string) => number[] {
  return (column) => {
    const values = numbers(history, column)
    return rows.map((i) => values[i] as number)
  }
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
