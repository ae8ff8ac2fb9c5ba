import { leftOut } from '../../../text/counts.ts'
import { withoutSize } from '../../../text/names/sizeOfName.ts'
import type { Figure, FigureAxis, FigureDataset, Mark, Panels, Plot } from '../../figure.ts'
import { largest, smallest } from '../../parts/axes/extent.ts'
import { FONT_PX, PX_PER_INCH } from '../../theme.ts'
import { recountLegend, uncountLegend } from './recountLegend.ts'

/** In rows closer than this, names touch, and every second one would be left out. */
const LEAST_ROW_INCHES = (1.2 * FONT_PX.tick) / PX_PER_INCH

/** Where a row stands among those that are kept; undefined where it is not. */
type PlaceOf = (row: number) => number | undefined

/**
 * Leaves out rows that a height has no room for, and says how many. Only of figures that say that their
 * rows may be spared (see `FigureSize`).
 *
 * @param plotInches the height of the axes
 */
export function fitRows(figure: Figure, plotInches: number): Figure {
  const { rows } = figure.size
  if (rows === undefined || figure.panels !== undefined) return figure
  const [n, most] = [nRows(figure), rowsIn(plotInches)]
  if (n <= most) return figure
  const kept = keptRows(n, most, rows.first ?? [])
  return {
    ...figure,
    ...keepRows(figure, kept),
    legend: recountLegend(figure.legend, new Set(kept)),
    notes: [...figure.notes, ...leftOut(n - most, rows.noun, 'that the height has no room for')],
  }
}

/**
 * The same of panels, each by itself. Legend and titles then have no counts, which would be of all rows.
 *
 * @param shown how many of the panels are drawn
 * @param plotInches the height of a panel
 */
export function fitPanelRows(
  figure: Figure,
  panels: Panels,
  { shown, plotInches }: { shown: number; plotInches: number },
): Figure {
  const { rows } = figure.size
  const most = rowsIn(plotInches)
  const nLeftOut = panels.plots
    .slice(0, shown)
    .reduce((sum, plot) => sum + Math.max(0, nRows(plot) - most), 0)
  if (rows === undefined || nLeftOut === 0) return figure
  const plots = panels.plots.map((plot) => {
    const n = nRows(plot)
    if (n <= most) return plot
    return { ...plot, ...keepRows(plot, keptRows(n, most, [])), title: withoutSize(plot.title) }
  })
  return {
    ...figure,
    panels: { ...panels, plots },
    legend: uncountLegend(figure.legend),
    notes: [...figure.notes, ...leftOut(nLeftOut, rows.noun, 'that the panels have no room for')],
  }
}

function nRows({ chart }: Plot): number {
  const { y } = chart.options.scales
  return Math.round(y.max - y.min)
}

function rowsIn(plotInches: number): number {
  return Math.max(1, Math.floor(plotInches / LEAST_ROW_INCHES))
}

function keepRows(plot: Plot, kept: readonly number[]): Pick<Plot, 'chart' | 'marks'> {
  const { chart, marks } = plot
  const { x, y } = chart.options.scales
  const n = nRows(plot)
  const places = new Map(kept.map((row, place) => [row, place]))
  const placeOf: PlaceOf = (row) => places.get(row)
  return {
    chart: {
      ...chart,
      data: { datasets: chart.data.datasets.flatMap((each) => keepPoint(each, n, placeOf)) },
      options: { scales: { x, y: keepNames(y, kept) } },
    },
    marks: marks.flatMap((mark) => keepMark(mark, n, placeOf, kept.length)),
  }
}

function keptRows(n: number, most: number, first: readonly number[]): number[] {
  const others = [...Array(n).keys()].filter((row) => !first.includes(row))
  return [...first, ...others].slice(0, most).sort((a, b) => a - b)
}

function keepNames(axis: FigureAxis, kept: readonly number[]): FigureAxis {
  const { names, ...rest } = axis
  const tickOf = new Map(axis.fixedTicks.map((tick) => [tick.value, tick]))
  return {
    ...rest,
    max: axis.min + kept.length,
    fixedTicks: kept.map((row, value) => ({
      ...tickOf.get(row),
      value,
      label: names?.[row] ?? tickOf.get(row)?.label ?? '',
    })),
  }
}

/** The points of a dataset that belong to kept rows; none where there is no such point. */
function keepPoint(dataset: FigureDataset, n: number, placeOf: PlaceOf): FigureDataset[] {
  const data = dataset.data.flatMap((point) => {
    const y = moved(point.y ?? Number.NaN, rowAt(point.y ?? Number.NaN, n), placeOf)
    return y === undefined ? [] : [{ ...point, y }]
  })
  return data.length === 0 ? [] : [{ ...dataset, data }]
}

function keepMark(mark: Mark, n: number, placeOf: PlaceOf, nKept: number): Mark[] {
  const ys = mark.shape === 'line' ? mark.points.map(([, y]) => y) : endsOf(mark)
  const [low, high] = [smallest(ys), largest(ys)]
  // A line through all rows, such as a reference, still goes through all.
  const isThrough = high - low > 1
  const row = rowAt((low + high) / 2, n)
  if (!isThrough && placeOf(row) === undefined) return []
  const move = (y: number) =>
    isThrough ? Math.min(y, nKept - 0.5) : (moved(y, row, placeOf) as number)
  if (mark.shape === 'line') return [{ ...mark, points: mark.points.map(([x, y]) => [x, move(y)]) }]
  if (mark.shape === 'text') return [{ ...mark, at: [mark.at[0], move(mark.at[1])] }]
  return [{ ...mark, y: [move(mark.y[0]), move(mark.y[1])] }]
}

function endsOf(mark: Exclude<Mark, { shape: 'line' }>): readonly number[] {
  return mark.shape === 'text' ? [mark.at[1]] : mark.y
}

function rowAt(y: number, n: number): number {
  return Math.min(n - 1, Math.max(0, Math.round(y)))
}

/** What stands at or beside a row, at its new place. */
function moved(y: number, row: number, placeOf: PlaceOf): number | undefined {
  const place = placeOf(row)
  return place === undefined ? undefined : place + (y - row)
}
