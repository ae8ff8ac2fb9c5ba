import type { Figure, FigureAxis, FigureDataset, LegendItem, Mark } from '../../figure.ts'
import { categoryAxis } from '../../parts/axes/axes.ts'
import { composeFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { type Reference, referenceItem, referenceThrough } from '../../parts/reference.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'
import { AROUND_INCHES, ROW_INCHES } from './comparisonRows.ts'

/** A row of a forest: an estimate with its interval. */
export interface IntervalRow {
  readonly name: string
  /** With none of its names shortened. */
  readonly inFull: string
  readonly value: number
  /** NaN without an interval: then a cross marks the value, which is no precise one. */
  readonly low: number
  readonly high: number
  readonly colour: string
  /** Whether the row settles something: its mark is filled, else hollow. */
  readonly isFilled: boolean
  /** Whether runs that the row judges are not in its estimate: then a triangle marks it. Default: not. */
  readonly isOfSomeRuns?: boolean
}

export interface IntervalRows extends Pick<Figure, 'kind' | 'caption' | 'notes' | 'alt'> {
  readonly rows: readonly IntervalRow[]
  readonly x: FigureAxis
  readonly reference: Reference
  readonly legend: LegendItem[]
}

/** Fewer rows stand further apart. */
const LEAST_ROWS = 4
const ARROW_REACH = 0.22
/** Share of the axis. */
const ARROW_LENGTH = 0.012

/** A forest of rows, the first on top; intervals beyond the axis end in an arrow at its edge. */
export function drawIntervalRows({ rows, x, reference, legend, ...words }: IntervalRows): Figure {
  return composeFigure({
    ...words,
    x,
    y: axisOfRows(rows),
    datasets: rows.map(pointOf),
    marks: [
      ...rows.flatMap((row, at) => intervalMarks(row, at, x)),
      referenceThrough(reference.value, rows.length),
    ],
    legend: [
      {
        title: '',
        items: [
          ...legend.map((item) => ({ ...item, rows: rowsLike(item, rows) })),
          referenceItem(reference.name),
        ],
      },
    ],
    legendSide: 'below',
    height: AROUND_INCHES + Math.max(rows.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
    rows: { noun: 'comparison' },
  })
}

function axisOfRows(rows: readonly IntervalRow[]): FigureAxis {
  const axis = categoryAxis(
    rows.map(({ name }) => name),
    'y',
    { title: '', reverse: true },
  )
  return {
    ...axis,
    fixedTicks: axis.fixedTicks.map((tick) => {
      const { name, inFull } = rows[tick.value] as IntervalRow
      return tick.label === '' || inFull === name ? tick : { ...tick, inFull }
    }),
  }
}

/** The rows whose marks look like an item of the legend. */
function rowsLike(item: LegendItem, rows: readonly IntervalRow[]): number[] {
  const isLike = ({ colour, isFilled, low, high, isOfSomeRuns }: IntervalRow) => {
    const isBare = Number.isNaN(high - low)
    if (item.pointStyle === OF_SOME_RUNS) return !isBare && isOfSomeRuns === true
    if (colour !== item.colour) return false
    if (isBare) return item.pointStyle === NO_INTERVAL
    return item.pointStyle !== NO_INTERVAL && isFilled !== (item.isHollow ?? false)
  }
  return rows.flatMap((row, at) => (isLike(row) ? [at] : []))
}

/** The mark of a value whose interval is not known. */
export const NO_INTERVAL = 'crossRot'

/** The mark of an estimate without some of the runs that its row judges. */
export const OF_SOME_RUNS = 'triangle'

function pointOf(
  { value, low, high, colour, isFilled, isOfSomeRuns }: IntervalRow,
  at: number,
): FigureDataset {
  if (Number.isNaN(high - low)) {
    return pointsDataset([{ x: value, y: at }], {
      colour,
      radius: pt(2.6),
      pointStyle: NO_INTERVAL,
    })
  }
  return {
    ...pointsDataset([{ x: value, y: at }], {
      colour,
      radius: pt(isOfSomeRuns ? 3 : 2.6),
      ...(isOfSomeRuns && { pointStyle: OF_SOME_RUNS }),
    }),
    pointBackgroundColor: isFilled ? colour : INK.paper,
    pointBorderColor: colour,
    pointBorderWidth: LINE_PX.hollow,
  }
}

function intervalMarks({ low, high, colour }: IntervalRow, at: number, x: FigureAxis): Mark[] {
  if (Number.isNaN(high - low)) return []
  const line = (points: [number, number][]): Mark => ({
    shape: 'line',
    behind: true,
    points,
    colour,
    width: LINE_PX.mark,
  })
  const inside = [valueAt(x, ARROW_LENGTH), valueAt(x, 1 - ARROW_LENGTH)] as const
  const arrow = (tip: number, foot: number) =>
    line([
      [foot, at - ARROW_REACH],
      [tip, at],
      [foot, at + ARROW_REACH],
    ])
  return [
    line([
      [Math.max(low, x.min), at],
      [Math.min(high, x.max), at],
    ]),
    ...(low < x.min ? [arrow(x.min, inside[0])] : []),
    ...(high > x.max ? [arrow(x.max, inside[1])] : []),
  ]
}

/** The value at a share of the axis. */
function valueAt({ type, min, max }: FigureAxis, share: number): number {
  return type === 'logarithmic' ? min * (max / min) ** share : min + (max - min) * share
}
