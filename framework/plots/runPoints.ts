import type { ColumnTable } from 'arquero'
import { axis, isDrawable, type ScaleChoice } from './axes.ts'
import { numbers } from './columns.ts'
import { columnTitle } from './columnTitles.ts'
import type { FigureAxis } from './figure.ts'
import { count, leftOut } from './notes.ts'

export interface RunPointOptions {
  /** Column of the horizontal axis. */
  x: string
  /** Column of the vertical axis. */
  y: string
  /** Default `auto`. */
  xScale?: ScaleChoice
  /** Of the vertical axis. Default `auto`. */
  scale?: ScaleChoice
  /** Default: the column's name and unit. */
  xTitle?: string
  yTitle?: string
}

export interface RunPoint {
  /** The run's row in the runs table. */
  row: number
  x: number
  y: number
}

/** One point a run, and axes that hold them all. */
export interface RunPoints {
  points: RunPoint[]
  x: FigureAxis
  y: FigureAxis
  notes: string[]
}

/** The runs as points, or why there is none. */
export function runPoints(
  runs: ColumnTable,
  { x, y, xScale, scale, xTitle = columnTitle(x), yTitle = columnTitle(y) }: RunPointOptions,
): RunPoints | { missing: string } {
  const [xs, ys] = [numbers(runs, x), numbers(runs, y)]
  const finite = xs.flatMap((at, row): RunPoint[] => {
    const point = { row, x: at, y: ys[row] as number }
    return Number.isFinite(point.x) && Number.isFinite(point.y) ? [point] : []
  })
  if (finite.length === 0) {
    const runsText = count(xs.length, 'run')
    return { missing: `None of the ${runsText} has both ${xTitle} (${x}) and ${yTitle} (${y}).` }
  }
  const xAxis = axis(
    finite.map((point) => point.x),
    'x',
    { title: xTitle, ...(xScale && { scale: xScale }) },
  )
  const yAxis = axis(
    finite.map((point) => point.y),
    'y',
    { title: yTitle, ...(scale && { scale }), gridLines: true },
  )
  const points = finite.filter((point) => isDrawable(point.x, xAxis) && isDrawable(point.y, yAxis))
  return {
    points,
    x: xAxis,
    y: yAxis,
    notes: [
      ...leftOut(xs.length - finite.length, 'run', `without ${xTitle} or ${yTitle}`),
      ...leftOut(finite.length - points.length, 'run', 'not above zero on a log axis'),
    ],
  }
}
