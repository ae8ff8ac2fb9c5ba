import type { ColumnTable } from 'arquero'
import type { FigurePoint } from '../../../plots/figure.ts'
import { largestTriangles } from '../../../plots/parts/largestTriangles.ts'
import { cellsOf, wholeColumn } from '../../../tables/cells.ts'
import { NumberColumn } from '../../../tables/numbers/numberColumn.ts'
import { CURVE_STEPS, type PageCards, type PageCurve } from './pageData.ts'

/** Columns of histories that are not metrics. */
const NO_METRICS = ['run_dir', 'epoch', 'step', 'time_s', 'split']
/** More are not seen at the size of a card's curves. */
const MAX_POINTS = 40
const MIN_POINTS = 8
const MAX_CURVES = 24
/** About what a point takes as text, and the rest of a curve. */
const BYTES_OF_POINT = 6
const BYTES_OF_CURVE = 90
/** Values that span more are on a logarithmic axis, where they are positive. */
const LOG_SPAN = 50

/** A curve before it is thinned: a metric in the rows of a run, or of a split of it. */
interface Line {
  readonly name: string
  readonly values: ArrayLike<unknown>
  readonly rows: readonly number[]
}

/**
 * The curves of each run's card, thinned so that all of them take at most so many bytes.
 *
 * @param runDirs in the order of the runs
 */
export function pageCurves(
  epochs: ColumnTable | undefined,
  runDirs: readonly string[],
  maxBytes: number,
): Pick<PageCards, 'curveNames' | 'curves'> {
  if (epochs === undefined || epochs.numRows() === 0) return { curveNames: [], curves: [] }
  const perCurve = BYTES_OF_CURVE + MIN_POINTS * BYTES_OF_POINT
  const room = Math.floor(maxBytes / Math.max(1, runDirs.length) / perCurve)
  const lines = linesByRun(epochs)
  // Those of the first run, then what others have besides.
  const all = new Set([...lines.values()].flatMap((own) => own.map(({ name }) => name)))
  const names = [...all].slice(0, Math.min(MAX_CURVES, room))
  const bytes = maxBytes / Math.max(1, runDirs.length * names.length) - BYTES_OF_CURVE
  const most = Math.min(MAX_POINTS, Math.max(MIN_POINTS, Math.floor(bytes / BYTES_OF_POINT)))
  const steps = cellsIn(epochs, 'epoch') ?? cellsIn(epochs, 'step')
  return {
    curveNames: names,
    curves: runDirs.map((runDir) =>
      (lines.get(runDir) ?? []).flatMap((line) => {
        const place = names.indexOf(line.name)
        return place < 0 ? [] : [curveOf(pointsOf(line, steps), place, most)]
      }),
    ),
  }
}

/** The lines of each run that have a finite value, metric by metric, each with the split first that has one first. */
function linesByRun(epochs: ColumnTable): Map<string, Line[]> {
  const metrics = epochs
    .columnNames()
    .filter((name) => !NO_METRICS.includes(name))
    .map((name) => ({ name, values: valuesIn(epochs, name) }))
  const lines = new Map<string, Line[]>()
  for (const [runDir, splits] of rowsByRun(epochs)) {
    const own = metrics.flatMap(({ name, values }) =>
      [...splits]
        .map(([split, rows]) => ({
          ...{ name: split ? `${name} (${String(split)})` : name, values, rows },
          first: rows.find((row) => Number.isFinite(values[row])) ?? Number.POSITIVE_INFINITY,
        }))
        .filter(({ first }) => Number.isFinite(first))
        .sort((a, b) => a.first - b.first),
    )
    lines.set(runDir, own)
  }
  return lines
}

/** The rows of each run by split, which is undefined for all of them in a table without splits. */
function rowsByRun(epochs: ColumnTable): Map<string, Map<unknown, number[]>> {
  const runDirs = cellsIn(epochs, 'run_dir') as ArrayLike<string>
  const splits = cellsIn(epochs, 'split')
  const found = new Map<string, Map<unknown, number[]>>()
  for (let row = 0; row < runDirs.length; row++) {
    const runDir = runDirs[row] as string
    const own = found.get(runDir) ?? new Map<unknown, number[]>()
    if (own.size === 0) found.set(runDir, own)
    const rows = own.get(splits?.[row])
    if (rows === undefined) own.set(splits?.[row], [row])
    else rows.push(row)
  }
  return found
}

function cellsIn(epochs: ColumnTable, name: string): ArrayLike<unknown> | undefined {
  return epochs.columnIndex(name) < 0 ? undefined : cellsOf(epochs, name)
}

/** A metric's cells, or its numbers with NaN where there is none, which need not be copied. */
function valuesIn(epochs: ColumnTable, name: string): ArrayLike<unknown> {
  const own = wholeColumn(epochs, name)
  return own instanceof NumberColumn ? own.values : cellsOf(epochs, name)
}

/** The finite values of a line at their steps, or numbered where there are none. */
function pointsOf(
  { values, rows }: Line,
  steps: ArrayLike<unknown> | undefined,
): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = []
  for (const row of rows) {
    const y = values[row]
    if (typeof y !== 'number' || !Number.isFinite(y)) continue
    const step = steps?.[row]
    points.push({ x: typeof step === 'number' ? step : points.length, y })
  }
  return points
}

function curveOf(
  points: readonly { x: number; y: number }[],
  name: number,
  most: number,
): PageCurve {
  const values = points.map(({ y }) => y)
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  const isLog = low > 0 && high / low > LOG_SPAN
  const kept = largestTriangles(points as FigurePoint[], most, {
    type: isLog ? 'logarithmic' : 'linear',
  }) as { x: number; y: number }[]
  const height = isLog ? Math.log : (value: number) => value
  return {
    name,
    x: stepsOf(kept.map(({ x }) => x)),
    y: stepsOf(kept.map(({ y }) => height(y))),
    start: rounded(kept[0]?.x ?? 0),
    end: rounded(kept.at(-1)?.x ?? 0),
    first: rounded(values[0] as number),
    last: rounded(values.at(-1) as number),
    low: rounded(low),
    high: rounded(high),
    isLog,
  }
}

/** Coordinates in whole steps between the smallest and the largest. */
function stepsOf(values: readonly number[]): number[] {
  const low = Math.min(...values)
  const span = Math.max(...values) - low
  return values.map((value) =>
    span > 0 && Number.isFinite(span) ? Math.round(((value - low) / span) * CURVE_STEPS) : 0,
  )
}

function rounded(value: number): number {
  return Number(value.toPrecision(4))
}
