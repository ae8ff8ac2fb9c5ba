import type { ColumnTable } from 'arquero'
import { mean } from '../stats/location.ts'
import { intervalMethod, meanInterval } from '../stats/meanInterval.ts'
import { numbers, runDirs, texts } from '../tables/columns.ts'
import { groupBy } from '../tables/groupBy.ts'

/** The course of one run's metric. */
export interface TrainingCurve {
  /** The run's row in the runs table. */
  row: number
  epochs: number[]
  /** Epoch, or seconds of training at the end of the epoch; NaN where unknown. */
  x: number[]
  y: number[]
}

export interface MeanCurve {
  x: number[]
  y: number[]
  /** Where the interval was worked out: indices into `x`, and the number of runs there. */
  intervals: { index: number; low: number; high: number; n: number }[]
}

const MAX_INTERVALS = 25
/** See {@link meanInterval}: a curve has many intervals, and they need not be exact to the pixel. */
const DRAWS_PER_INTERVAL = 20_000
/** The mean goes on as long as this share of the runs does. */
const LEAST_SHARE = 0.5

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

/**
 * The mean of the runs, epoch by epoch, at their mean time, and unless `hasIntervals` is false its
 * bootstrap interval at up to 25 epochs. It ends where fewer than half of the runs go on, and is
 * NaN at epochs of which fewer than half have a value.
 */
export function meanCurve(curves: readonly TrainingCurve[], hasIntervals = true): MeanCurve {
  const least = curves.length * LEAST_SHARE
  const points = curves.flatMap(({ epochs, x, y }) =>
    epochs.map((epoch, i) => ({ epoch, x: x[i] as number, y: y[i] as number })),
  )
  const shared = [...groupBy(points, ({ epoch }) => epoch)]
    .filter(([epoch, atEpoch]) => Number.isFinite(epoch) && atEpoch.length >= least)
    .sort(([a], [b]) => a - b)
    .map(([, atEpoch]) => atEpoch.filter(({ x, y }) => Number.isFinite(x + y)))
    .map((finite) => (finite.length >= least ? finite : []))
  return {
    x: shared.map((atEpoch) => mean(atEpoch.map(({ x }) => x))),
    y: shared.map((atEpoch) => mean(atEpoch.map(({ y }) => y))),
    intervals: hasIntervals
      ? intervalsAlong(shared.map((atEpoch) => atEpoch.map(({ y }) => y)))
      : [],
  }
}

function intervalsAlong(valuesByEpoch: readonly number[][]): MeanCurve['intervals'] {
  const every = Math.max(1, Math.ceil((valuesByEpoch.length - 1) / (MAX_INTERVALS - 1)))
  return valuesByEpoch.flatMap((values, index) => {
    const isLast = index === valuesByEpoch.length - 1
    if (values.length < 2 || (index % every !== 0 && !isLast)) return []
    const { low, high, n } = meanInterval(values, DRAWS_PER_INTERVAL)
    return [{ index, low, high, n }]
  })
}

/** How the intervals of these means were worked out, for a caption. */
export function curveIntervalMethod(means: readonly MeanCurve[]): string {
  const sizes = means.flatMap(({ intervals }) => intervals.map(({ n }) => n))
  const isThinned = means.some(
    ({ x, intervals }) => x.length > MAX_INTERVALS && intervals.length > 0,
  )
  const where = isThinned ? `, at up to ${MAX_INTERVALS} epochs` : ''
  return intervalMethod(sizes, DRAWS_PER_INTERVAL) + where
}

function runningSum(values: readonly number[]): number[] {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}
