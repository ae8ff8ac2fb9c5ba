import type { ColumnTable } from 'arquero'
import { composeFigure, noteFigure, pointsDataset } from './composeFigure.ts'
import type { Figure } from './figure.ts'
import { groupLegend, groupRows } from './groups.ts'
import { count } from './notes.ts'
import type { Palette } from './palette.ts'
import { runNames } from './runNames.ts'
import { type RunPointOptions, runPoints } from './runPoints.ts'
import { pt } from './theme.ts'

export interface ScatterOptions extends RunPointOptions {
  /** Column that gives the colour; `null` for one colour. Default `tokenizer`. */
  group?: string | null
  /** Columns whose values name the points; at most 40 points are named. Default none. */
  label?: string | readonly string[]
  /** The report's colours. Default: of the groups at hand. */
  palette?: Palette | undefined
}

const MAX_NAMED_POINTS = 40

/** One number of the runs against another, one point a run. */
export function scatter(runs: ColumnTable, options: ScatterOptions): Figure {
  const { label, palette } = options
  const found = runPoints(runs, options)
  if ('missing' in found) return noteFigure('scatter', found.missing)
  const { points, x, y, notes } = found
  const column = options.group === undefined ? 'tokenizer' : (options.group ?? undefined)
  const byRow = new Map(points.map((point) => [point.row, point]))
  const groups = groupRows(runs, column, palette)
    .map((group) => ({ ...group, rows: group.rows.filter((row) => byRow.has(row)) }))
    .filter((group) => group.rows.length > 0)
  const names = label === undefined || points.length > MAX_NAMED_POINTS ? [] : runNames(runs, label)
  return composeFigure({
    kind: 'scatter',
    x,
    y,
    datasets: groups.map(({ colour, rows }) =>
      pointsDataset(
        rows.flatMap((row) => byRow.get(row) ?? []).map((point) => ({ x: point.x, y: point.y })),
        { colour, radius: pointRadius(points.length) },
      ),
    ),
    labels: groups.flatMap(({ colour, rows }) =>
      rows.flatMap((row) => {
        const point = byRow.get(row)
        const text = names[row]
        return point && text ? [{ x: point.x, y: point.y, text, colour }] : []
      }),
    ),
    legend: [groupLegend(groups, column, 'point')],
    notes,
    caption: `${y.title.text} against ${x.title.text}, one point a run.`,
    alt: `Scatter of ${count(points.length, 'run')}: ${y.title.text} against ${x.title.text}.`,
  })
}

/** Points get smaller where there are hundreds. */
export function pointRadius(n: number): number {
  return n > 300 ? pt(1.6) : n > 60 ? pt(2.1) : pt(2.8)
}
