import type { ColumnTable } from 'arquero'
import { count } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { checkData, checkOptions, columnOf, oneOrMore, RUNS } from '../../parts/options.ts'
import { labelKey, runNames } from './runNames.ts'
import {
  pointDatasets,
  pointRadius,
  type RunPointOptions,
  runPointSchemas,
  runPoints,
} from './runPoints.ts'

export interface ScatterOptions extends RunPointOptions {
  /** Columns whose values name the points; at most 40 points are named. Default none. */
  label?: string | readonly string[]
}

const MAX_NAMED_POINTS = 40

/** One number of the runs against another, one point a run. */
export function scatter(runs: ColumnTable, options: ScatterOptions): Figure {
  checkData('scatter', { runs }, { runs: RUNS })
  const label = oneOrMore(columnOf(runs))
  checkOptions('scatter', options, { ...runPointSchemas(runs), label }, ['x', 'y'])
  const found = runPoints(runs, options)
  if ('missing' in found) return noteFigure('scatter', found.missing)
  const { points, legend, x, y, notes } = found
  const isNamed = options.label !== undefined && points.length <= MAX_NAMED_POINTS
  const names = isNamed ? runNames(runs, options.label) : []
  return composeFigure({
    kind: 'scatter',
    x,
    y,
    datasets: pointDatasets(points, pointRadius(points.length)),
    labels: isNamed
      ? points.map(({ row, ...point }) => ({ ...point, text: names[row] as string }))
      : [],
    legend: [legend, ...(isNamed ? [labelKey(options.label)] : [])],
    notes: [
      ...notes,
      ...(options.label !== undefined && !isNamed
        ? [`Points have no names: there are more than ${MAX_NAMED_POINTS}.`]
        : []),
    ],
    caption: `${y.title.text} against ${x.title.text}, one point a run.`,
    alt: `Scatter of ${count(points.length, 'run')}: ${y.title.text} against ${x.title.text}.`,
  })
}
