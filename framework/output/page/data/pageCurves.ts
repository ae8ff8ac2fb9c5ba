import type { ColumnTable } from 'arquero'
import type { FigurePoint } from '../../../plots/figure.ts'
import { largestTriangles } from '../../../plots/parts/largestTriangles.ts'
import { cellsOf } from '../../../tables/cells.ts'
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

interface Line {
  readonly name: string
  readonly points: { x: number; y: number }[]
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
  const names = namesOfLines(epochs).slice(0, Math.min(MAX_CURVES, room))
  const lines = linesByRun(epochs, new Set(names))
  const bytes = maxBytes / Math.max(1, runDirs.length * names.length) - BYTES_OF_CURVE
  const most = Math.min(MAX_POINTS, Math.max(MIN_POINTS, Math.floor(bytes / BYTES_OF_POINT)))
  return {
    curveNames: names,
    curves: runDirs.map((runDir) =>
      (lines.get(runDir) ?? []).flatMap(({ name, points }) => {
        const place = names.indexOf(name)
        return place < 0 ? [] : [curveOf(points, place, most)]
      }),
    ),
  }
}

/** Names of curves: those of the first run, then what others have besides. */
function namesOfLines(epochs: ColumnTable): string[] {
  const namesOf = ofEachRun(() => new Set<string>())
  forEachPoint(epochs, (runDir, name) => namesOf(runDir).add(name))
  return [...new Set([...namesOf.all.values()].flatMap((names) => [...names]))]
}

function linesByRun(epochs: ColumnTable, wanted: ReadonlySet<string>): Map<string, Line[]> {
  const linesOf = ofEachRun(() => new Map<string, Line>())
  forEachPoint(epochs, (runDir, name, step, y) => {
    if (!wanted.has(name)) return
    const own = linesOf(runDir)
    const line = own.get(name) ?? { name, points: [] }
    if (line.points.length === 0) own.set(name, line)
    line.points.push({ x: typeof step === 'number' ? step : line.points.length, y })
  })
  return new Map([...linesOf.all].map(([runDir, lines]) => [runDir, [...lines.values()]]))
}

/** Something for each run, made when it is first asked for. Rows of a run stand together: it is looked up once. */
function ofEachRun<T>(make: () => T) {
  const all = new Map<string, T>()
  let last: { readonly runDir: string; readonly own: T } | undefined
  const ofRun = (runDir: string): T => {
    if (last?.runDir === runDir) return last.own
    const own = all.get(runDir) ?? make()
    all.set(runDir, own)
    last = { runDir, own }
    return own
  }
  return Object.assign(ofRun, { all })
}

/** The finite values of all metrics, one metric after the other, with the names of their curves. */
function forEachPoint(
  epochs: ColumnTable,
  use: (runDir: string, name: string, step: unknown, y: number) => void,
): void {
  const cells = (name: string) => (epochs.columnIndex(name) < 0 ? undefined : cellsOf(epochs, name))
  const runDirs = cells('run_dir') as ArrayLike<string>
  const splits = cells('split')
  const steps = cells('epoch') ?? cells('step')
  for (const metric of epochs.columnNames().filter((name) => !NO_METRICS.includes(name))) {
    const values = cellsOf(epochs, metric)
    const names = new Map<unknown, string>()
    const nameOf = (split: unknown) => {
      const known = names.get(split)
      if (known !== undefined) return known
      const name = split ? `${metric} (${String(split)})` : metric
      names.set(split, name)
      return name
    }
    for (let row = 0; row < values.length; row++) {
      const y = values[row]
      if (typeof y !== 'number' || !Number.isFinite(y)) continue
      use(runDirs[row] as string, nameOf(splits?.[row]), steps?.[row], y)
    }
  }
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
