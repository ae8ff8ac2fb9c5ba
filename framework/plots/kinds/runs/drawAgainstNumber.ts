import type { ColumnTable } from 'arquero'
import type { IntervalsOver } from '../../../compare/settings/meansOverSeeds.ts'
import { describeIntervals, ESTIMATORS } from '../../../stats/intervals/intervalText.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import { numbers, runKeys } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import type { Figure, FigureAxis, FigureDataset, LegendSection } from '../../figure.ts'
import { axis, chooseScale, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { type ParameterAxis, parameterAxis } from '../../parts/axes/parameterAxis.ts'
import { type Palette, withOpacity } from '../../parts/colours/palette.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, lineDataset, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { type Group, groupLegend, groupRows, sizePer } from '../../parts/groups.ts'
import {
  BACKGROUND,
  type HighlightOptions,
  highlightGroups,
  highlightWords,
  isBackground,
} from '../../parts/highlight.ts'
import {
  meanPoint,
  meanSection,
  meanWhisker,
  type PlacedMean,
  usualEstimator,
} from '../../parts/meanMarks.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import type { FacetOptions } from '../../parts/panels/facets.ts'
import { seedMeans } from '../../parts/seedMeans.ts'
import { INK, LINE_PX } from '../../theme.ts'
import { type Lanes, type LaneWidths, lanesOf } from './dodge.ts'
import { pointRadius } from './runPoints.ts'

/** What a figure of a metric against a number shows; see `MetricAgainstParameterOptions`. */
export interface AgainstNumber extends HighlightOptions, Pick<FacetOptions, 'facet'> {
  readonly metric: string
  readonly parameter: string
  readonly group: string | null
  readonly palette: Palette | undefined
  readonly xScale?: ScaleChoice
  readonly scale?: ScaleChoice
  readonly title?: string
}

/** More values have no room for a mean each. */
const MAX_MEANS = 20
/** Fewer runs of each value, on average, are shown by their points alone. */
const LEAST_RUNS_PER_VALUE = 2
const CAP = 0.006
const LANES: LaneWidths = { usual: 0.02, all: 0.07 }
/** The means and the lines between them stand out. */
const POINT_OPACITY = 0.4

/** The mean of the runs of a group with the same value of the parameter, where their points stand. */
interface ValueMean extends PlacedMean {
  readonly group: string
  readonly dash: number[]
}

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
  const [xs, ys] = [numbers(runs, parameter), numbers(runs, metric)]
  const known = [...xs.keys()].filter((row) => Number.isFinite(xs[row]) && Number.isFinite(ys[row]))
  if (known.length === 0) {
    const both = `both ${columnTitle(parameter)} and ${title} (${metric})`
    return noteFigure(kind, noneHas(xs.length, 'run', both))
  }
  const place = parameterAxis(numbers(whole, parameter).filter(Number.isFinite), 'x', {
    title: columnTitle(parameter),
    ...(options.xScale && { scale: options.xScale }),
  })
  const values = known.map((row) => ys[row] as number)
  const isLog = chooseScale(values, scale) === 'logarithmic'
  const isMarked = (row: number) => !isLog || (ys[row] as number) > 0
  const drawn = new Set(known.filter(isMarked))
  const groups = highlightGroups(
    runs,
    groupRows(runs, group, palette)
      .map((each) => ({ ...each, rows: each.rows.filter((row) => drawn.has(row)) }))
      .filter(({ rows }) => rows.length > 0),
    highlight,
  )
  const estimator = usualEstimator(values, scale)
  const placeOf = (row: number) => place.place(xs[row] as number)
  const lanes = lanesOf(
    groups.flatMap(({ name, rows }) => rows.map((row) => ({ x: placeOf(row), group: name }))),
    place.axis,
    LANES,
  )
  const measure = { runs, xs, ys, place, lanes, estimator }
  const { means } = meansOf(groups, measure)
  // Panels share the axis, the key and the caption.
  const { means: inPanels, over } = meansOf(groupsInPanels(runs, groups, options.facet), measure)
  const ends = inPanels.flatMap(({ mean: { low, high } }) => [low, high])
  const y = axis([...values, ...ends.filter((end) => end > 0 || !isLog)], 'y', {
    title,
    scale: isLog ? 'log' : 'linear',
    gridLines: true,
  })
  const radius = pointRadius(drawn.size)
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
      ...leftOut(xs.length - known.length, 'run', `without ${columnTitle(parameter)} or ${title}`),
      ...leftOut(known.length - drawn.size, 'run', 'not above zero, which a log axis cannot show'),
      ...(isBeside ? ['Zero stands beside the logarithmic axis, left of its least value.'] : []),
      ...words.notes,
    ],
    caption:
      `${title} against ${columnTitle(parameter)}; points are single runs${meansInWords(intervals, estimator, over?.words)}.` +
      (lanes === undefined ? '' : ' Groups of the same value stand side by side.') +
      words.caption,
    alt: `${title} of ${count(drawn.size, 'run')} against ${columnTitle(parameter)}.`,
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

/** The means of all values, where these are few and repeated; none of runs that do not stand out. */
function meansOf(
  groups: readonly Group[],
  {
    runs,
    xs,
    ys,
    place,
    lanes,
    estimator,
  }: {
    runs: ColumnTable
    xs: readonly number[]
    ys: readonly number[]
    place: ParameterAxis
    lanes: Lanes | undefined
    estimator: 'geometric' | 'mean'
  },
): { means: ValueMean[]; over: IntervalsOver | undefined } {
  const shown = groups.filter((group) => !isBackground(group))
  const cells = shown.flatMap((group) => {
    const byValue = groupBy(group.rows, (row) => xs[row] as number)
    const isRepeated = group.rows.length >= LEAST_RUNS_PER_VALUE * byValue.size
    if (!isRepeated || byValue.size > MAX_MEANS) return []
    return [...byValue].sort(([a], [b]) => a - b).map(([value, rows]) => ({ group, value, rows }))
  })
  const { means, over } = seedMeans(
    runs,
    ys,
    cells.map(({ rows }) => rows),
    estimator,
  )
  return {
    over,
    means: cells.map(({ group: { name, colour, dash }, value }, at): ValueMean => {
      const x = lanes?.place(place.place(value), name) ?? place.place(value)
      const caps = [beside(place.axis, x, -CAP), beside(place.axis, x, CAP)] as const
      return { group: name, colour, dash, x, caps, mean: means[at] as MeanInterval }
    }),
  }
}

/** A place further along the axis by a share of it. */
function beside({ type, min, max }: FigureAxis, value: number, share: number): number {
  return type === 'logarithmic' ? value * (max / min) ** share : value + (max - min) * share
}

/** The groups' runs by panel. */
function groupsInPanels(
  runs: ColumnTable,
  groups: readonly Group[],
  facet: FacetOptions['facet'],
): Group[] {
  const panelOf = panelsOfRows(runs, facet)
  return groups.flatMap((group) =>
    Array.from(groupBy(group.rows, (row) => panelOf[row] as string).values(), (rows) => ({
      ...group,
      rows,
    })),
  )
}

/** The groups as they are drawn: runs that do not stand out have no means, and so no lines. */
function keyOf(...parts: Parameters<typeof groupLegend>): LegendSection {
  const { items, ...section } = groupLegend(...parts)
  return {
    ...section,
    items: items.map((item) => (isBackground(item) ? { ...item, symbol: 'point' } : item)),
  }
}

/** From mean to mean, one line a group. */
function meanLines(means: readonly ValueMean[], y: FigureAxis): FigureDataset[] {
  return Array.from(
    groupBy(means, ({ group }) => group),
    ([, members]) =>
      lineDataset(
        members.map(({ x, mean }) => ({
          x,
          y: isDrawable(mean.estimate, y) ? mean.estimate : null,
        })),
        {
          colour: members[0]?.colour ?? INK.text,
          width: LINE_PX.curve,
          dash: members[0]?.dash ?? [],
        },
      ),
  )
}
