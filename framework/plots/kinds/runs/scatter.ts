import type { ColumnTable } from 'arquero'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { oneOrMore } from '../../../text/checkOptions.ts'
import { count } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import { readableInk } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { usualGroup } from '../../parts/groups.ts'
import {
  type HighlightOptions,
  highlightSchemas,
  highlightWords,
  withNotes,
  withoutHidden,
} from '../../parts/highlight.ts'
import { checkData, checkOptions, columnOf, facetSchemas } from '../../parts/options.ts'
import { type Cuttable, drawFacets, type FacetOptions, rowsOf } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { dodge } from './dodge.ts'
import { labelKey, runNames } from './runNames.ts'
import {
  pointDatasets,
  pointRadius,
  type RunPointOptions,
  runPointSchemas,
  runPoints,
} from './runPoints.ts'

export interface ScatterOptions extends RunPointOptions, FacetOptions, HighlightOptions {
  /** Columns whose values name the points; at most 40 points are named. Default none. */
  readonly label?: string | readonly string[]
}

const MAX_NAMED_POINTS = 40

/**
 * One number of the runs against another, one point per run; in panels with `facet`. Along a horizontal
 * axis of few different values, groups stand side by side.
 */
export function scatter(runs: ColumnTable, options: ScatterOptions): Figure {
  checkData('scatter', { runs }, { runs: RUNS })
  const label = oneOrMore(columnOf(runs))
  checkOptions(
    'scatter',
    options,
    { ...runPointSchemas(runs), ...facetSchemas(runs), ...highlightSchemas(runs), label },
    ['x', 'y'],
  )
  const { facet, facetAxes, group = usualGroup(runs), scale, xScale } = options
  const {
    runs: shown,
    palette,
    notes,
  } = withoutHidden(runs, options.hide, { group, palette: options.palette })
  const whole = { ...options, group, palette }
  if (facet === undefined || facet === null) return withNotes(drawScatter(shown, whole), notes)
  // Points have names in all panels or in none.
  const { label: _, ...unnamed } = whole
  const drawn = shown.numRows() > MAX_NAMED_POINTS ? unnamed : whole
  const figure = drawFacets(
    shown,
    { facet, facetAxes, group, scale, xScale, palette },
    (look, rows) =>
      drawScatter(rows === undefined ? shown : rowsOf(shown, rows), { ...drawn, ...look }),
  )
  return withNotes(figure, notes)
}

function drawScatter(runs: ColumnTable, options: ScatterOptions & Cuttable): Figure {
  const found = runPoints(runs, options)
  if ('missing' in found) return noteFigure('scatter', found.missing, found.notes)
  const { legend, y, notes } = found
  const { points, axis: x, isDodged } = dodge(found.points, found.x)
  const isNamed = options.label !== undefined && points.length <= MAX_NAMED_POINTS
  const names = isNamed ? runNames(runs, options.label) : []
  const shownAs = shownNames(names)
  return composeFigure({
    kind: 'scatter',
    x,
    y,
    datasets: pointDatasets(points, pointRadius(points.length)),
    labels: isNamed
      ? points.map(({ row, run, x, y, colour }) => ({
          run,
          x,
          y,
          colour: readableInk(colour),
          text: shownAs(names[row] as string),
        }))
      : [],
    legend: [legend, ...(isNamed ? [labelKey(options.label)] : [])],
    notes: [
      ...notes,
      ...(options.label !== undefined && !isNamed
        ? [`Points have no names: there are more than ${MAX_NAMED_POINTS}.`]
        : []),
    ],
    caption: `${y.title.text} against ${x.title.text}, one point per run.${isDodged ? ` Groups with the same ${x.title.text} stand side by side.` : ''}${highlightWords(runs, options.highlight).caption}${namesInFull(names)}`,
    alt: `Scatter of ${count(points.length, 'run')}: ${y.title.text} against ${x.title.text}.`,
  })
}
