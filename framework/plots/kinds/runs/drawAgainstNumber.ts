import type { ColumnTable } from 'arquero'
import { describeIntervals, ESTIMATORS } from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { runKeys } from '../../../tables/columns.ts'
import { count, leftOut } from '../../../text/counts.ts'
import type { Figure, FigureAxis, LegendSection } from '../../figure.ts'
import { isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dataAxis } from '../../parts/axes/dataAxis.ts'
import { metricNumbers, rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { noRunHas } from '../../parts/axes/noNumbers.ts'
import { parameterAxis } from '../../parts/axes/parameterAxis.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import { type Palette, withOpacity } from '../../parts/colours/palette.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { type Group, groupLegend, groupRows, sizePer } from '../../parts/groups.ts'
import {
  BACKGROUND,
  type HighlightOptions,
  highlightGroups,
  highlightWords,
  isBackground,
} from '../../parts/highlight.ts'
import {
  cutMeansNotes,
  endsToHold,
  estimatorOn,
  meanPoint,
  meanSection,
  meanWhisker,
} from '../../parts/meanMarks.ts'
import type { Cuttable, FacetOptions } from '../../parts/panels/facets.ts'
import { namesInFull } from '../../parts/shownNames.ts'
import { type LaneWidths, lanesOf } from './dodge.ts'
import { pointRadius } from './runPoints.ts'
import { groupsInPanels, meanLines, meansOf } from './valueMeans.ts'

/** What a figure of a metric against a number shows; see `MetricAgainstParameterOptions`. */
export interface AgainstNumber extends HighlightOptions, Pick<FacetOptions, 'facet'>, Cuttable {
  readonly metric: string
  readonly parameter: string
  readonly group: string | null
  readonly palette: Palette | undefined
  readonly xScale?: ScaleChoice
  readonly scale?: ScaleChoice
  readonly title?: string
}

const LANES: LaneWidths = { usual: 0.02, all: 0.07 }
/** The means and the lines between them stand out. */
const POINT_OPACITY = 0.4

/**
 * Runs as points over a numeric parameter, with the mean of each value of each group.
 *
 * @param whole the runs whose values of the parameter the axis holds, in panels. Default: `runs`
 */
export function drawAgainstNumber(
  kind: string,
  runs: ColumnTable,
  options: AgainstNumber,
  whole: ColumnTable = runs,
): Figure {
  const { metric, parameter, group, palette, scale, highlight } = options
  const title = options.title ?? columnTitle(metric)
  const [xs, ys] = [metricNumbers(runs, parameter), metricNumbers(runs, metric)]
  // Of runs without the parameter, the metric has no place either.
  const raw = rawMetricNumbers(runs, metric).filter((_, row) => Number.isFinite(xs[row]))
  const nMissing = xs.filter((at, row) => !Number.isFinite(at) || Number.isNaN(ys[row])).length
  const known = [...xs.keys()].filter((row) => Number.isFinite(xs[row]) && Number.isFinite(ys[row]))
  if (known.length === 0) {
    const columns = [
      { column: parameter, title: columnTitle(parameter) },
      { column: metric, title },
    ] as const
    const notes = undrawnNotes(raw.filter(isNumber), { noun: 'run', title })
    return noteFigure(kind, noRunHas(runs, columns), notes)
  }
  const place = parameterAxis(metricNumbers(whole, parameter).filter(Number.isFinite), 'x', {
    title: columnTitle(parameter),
    ...(options.xScale && { scale: options.xScale }),
  })
  const placeOf = (row: number) => place.place(xs[row] as number)
  const isKnown = new Set(known)
  /** What the type of the axis has a place for. */
  const shownOn = (axis: FigureAxis) => {
    const isShown = (row: number) => isKnown.has(row) && isDrawable(ys[row] as number, axis)
    const groups = highlightGroups(
      runs,
      groupRows(runs, group, palette)
        .map((each) => ({ ...each, rows: each.rows.filter(isShown) }))
        .filter(({ rows }) => rows.length > 0),
      highlight,
    )
    const lanes = lanesOf(
      groups.flatMap(({ name, rows }) => rows.map((row) => ({ x: placeOf(row), group: name }))),
      place.axis,
      LANES,
    )
    const measure = { runs, parameter, xs, ys, place, lanes }
    // Panels share the axis, the key and the caption.
    const inPanels = meansOf(groupsInPanels(runs, groups, options.facet), measure, axis)
    return { groups, lanes, measure, inPanels: inPanels.means, over: inPanels.over }
  }
  const { axis: y, notes: axisNotes } = dataAxis(
    known.map((row) => [ys[row] as number]),
    'y',
    {
      title,
      gridLines: true,
      noun: 'run',
      cuts: options.cuts?.y,
      shared: options.axes?.y,
      ...(scale && { scale }),
      intervalEnds: (axis) => endsToHold(shownOn(axis).inPanels, axis),
    },
  )
  const { groups, lanes, measure, inPanels, over } = shownOn(y)
  const { means } = meansOf(groups, measure, y)
  const nDrawn = groups.reduce((n, { rows }) => n + rows.length, 0)
  const radius = pointRadius(nDrawn)
  const keys = runKeys(runs)
  const words = highlightWords(runs, highlight)
  const intervals = inPanels.map(({ mean }) => mean)
  const sizeOf = ({ name, rows }: Group) => {
    const sizes = inPanels.flatMap((each) => (each.group === name ? [each.mean.n] : []))
    return sizes.length < 2 ? `n = ${rows.length}` : sizePer(sizes, 'value')
  }
  const isBeside = known.some((row) => xs[row] === 0) && place.hasBreak
  return composeFigure({
    kind,
    x: lanes?.axis ?? place.axis,
    y,
    datasets: [
      ...means.flatMap((each) => meanPoint(each, y)),
      ...meanLines(means, y),
      ...groups.map(({ name, colour, pointStyle, rows }) =>
        pointsDataset(
          rows.map((row) => ({
            x: lanes?.place(placeOf(row), name) ?? placeOf(row),
            y: ys[row] as number,
          })),
          {
            colour:
              means.length > 0 && colour !== BACKGROUND
                ? withOpacity(colour, POINT_OPACITY)
                : colour,
            radius: colour === BACKGROUND ? radius * 0.8 : radius,
            pointStyle,
            runs: rows.map((row) => keys[row] as string),
          },
        ),
      ),
    ],
    marks: means.flatMap((each) => meanWhisker(each, y)),
    legend: [
      ...(group === null && highlight === undefined
        ? []
        : [keyOf(groups, group, inPanels.length > 0 ? 'marked line' : 'point', sizeOf)]),
      ...meanSection(intervals, { over }),
    ],
    ...(group === null && { legendSide: 'below' as const }),
    notes: [
      ...leftOut(nMissing, 'run', `without ${columnTitle(parameter)} or ${title}`),
      ...undrawnNotes(raw.filter(isNumber), { noun: 'run', title }, y),
      ...axisNotes,
      ...cutMeansNotes(inPanels, y),
      ...(isBeside ? ['Zero stands beside the logarithmic axis, left of its least value.'] : []),
      ...words.notes,
    ],
    caption:
      `${title} against ${columnTitle(parameter)}; points are single runs${meansInWords(intervals, estimatorOn(y), over?.words)}.` +
      (lanes === undefined ? '' : ' Groups of the same value stand side by side.') +
      words.caption +
      namesInFull(groups.map(({ name }) => name)),
    alt: `${title} of ${count(nDrawn, 'run')} against ${columnTitle(parameter)}.`,
  })
}

function meansInWords(
  intervals: readonly MeanInterval[],
  estimator: MeanInterval['estimator'],
  over = 'the runs of a value',
): string {
  if (intervals.length === 0) return ''
  return `, diamonds the ${ESTIMATORS[estimator]} of a value, whiskers the ${describeIntervals(intervals, over)}`
}

/** The groups as they are drawn: runs that do not stand out have no means, and so no lines. */
function keyOf(...parts: Parameters<typeof groupLegend>): LegendSection {
  const { items, ...section } = groupLegend(...parts)
  return {
    ...section,
    items: items.map((item) => (isBackground(item) ? { ...item, symbol: 'point' } : item)),
  }
}
