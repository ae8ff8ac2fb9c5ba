import type { ColumnTable } from 'arquero'
import type { Better } from '../../../compare/better.ts'
import { defaultBetter } from '../../../compare/groups/metricScale.ts'
import { runKeys } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { COUNT, oneOrMore, TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut } from '../../../text/counts.ts'
import { formatTogether } from '../../../text/numbers/numberFormat.ts'
import type { Figure, Mark } from '../../figure.ts'
import { categoryAxis, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dataAxis, isBeyond } from '../../parts/axes/dataAxis.ts'
import { metricNumbers, rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { noRunHas } from '../../parts/axes/noNumbers.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { groupLegend, groupRows, usualGroup } from '../../parts/groups.ts'
import { cutIntervalsNote } from '../../parts/meanMarks.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  columnOf,
  facetSchemas,
  PALETTE,
  ROW_FACET_AXES,
  SCALE,
} from '../../parts/options.ts'
import { panelsOfRows } from '../../parts/panels/facetMembers.ts'
import {
  type Cuttable,
  drawFacets,
  type FacetOptions,
  type RowFacetAxes,
  rowsOf,
} from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'
import { runNames } from '../runs/runNames.ts'
import { barFill } from './barMarks.ts'

export interface HorizontalBarsOptions extends Pick<FacetOptions, 'facet'> {
  /** Column of the value. */
  readonly value: string
  /** Columns with the ends of an interval about the value. Default none. */
  readonly low?: string
  readonly high?: string
  /** Columns whose values name the runs. Default: the run directory's own part. */
  readonly label?: string | readonly string[]
  /** Column that gives the colour; `null` for one colour. Default: see `usualGroup`. */
  readonly group?: string | null
  /** Which runs come first, and are kept where there are more than `limit`. Default as in `compareGroups`. */
  readonly better?: Better
  /** Most runs to draw. Default 40. */
  readonly limit?: number
  /** Default `auto`. */
  readonly scale?: ScaleChoice
  /** Title of the value's axis. Default: the column's name and unit. */
  readonly title?: string
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
  /** `free`: each panel has an axis of values of its own. Default `free y`. */
  readonly facetAxes?: RowFacetAxes
}

const ROW_INCHES = 0.165
/** They fit a page. */
const MAX_ROWS = 40
/** Fewer rows stand further apart. */
const LEAST_ROWS = 5
const BAR_REACH = 0.36
/** Of the markers at the ends of bars, which tell groups apart in grey. */
const END_PX = pt(2)

/**
 * A value of single runs, best first, with the runs' names at the bars. On a logarithmic axis, which has
 * no zero for bars to begin at, they are points.
 */
export function horizontalBars(runs: ColumnTable, options: HorizontalBarsOptions): Figure {
  checkData('horizontalBars', { runs }, { runs: RUNS })
  const column = columnOf(runs)
  checkOptions(
    'horizontalBars',
    options,
    {
      value: column,
      low: column,
      high: column,
      label: oneOrMore(column),
      group: columnOf(runs, 'or null'),
      better: BETTER,
      limit: COUNT,
      scale: SCALE,
      title: TEXT,
      palette: PALETTE,
      facet: facetSchemas(runs).facet,
      facetAxes: ROW_FACET_AXES,
    },
    ['value'],
  )
  const { facet, facetAxes = 'free y', group = usualGroup(runs), palette } = options
  if (facet === undefined || facet === null) return drawBars(runs, options)
  const look = { facet, facetAxes, group, palette, xScale: options.scale }
  return drawFacets(runs, look, ({ palette, xScale, cuts }, rows) =>
    drawBars(rows === undefined ? runs : rowsOf(runs, rows), {
      ...options,
      palette,
      scale: xScale,
      ...(cuts && { cuts }),
    }),
  )
}

function drawBars(runs: ColumnTable, options: HorizontalBarsOptions & Cuttable): Figure {
  const {
    value,
    better = defaultBetter(value),
    limit = MAX_ROWS,
    group = usualGroup(runs),
    title = columnTitle(value),
    scale,
  } = options
  const [values, raw] = [metricNumbers(runs, value), rawMetricNumbers(runs, value)]
  const lows = options.low === undefined ? [] : metricNumbers(runs, options.low)
  const highs = options.high === undefined ? [] : metricNumbers(runs, options.high)
  const finite = values.flatMap((each, row) => (Number.isFinite(each) ? [row] : []))
  if (finite.length === 0) {
    const notes = undrawnNotes(raw.filter(isNumber), { noun: 'run', title })
    return noteFigure('horizontalBars', noRunHas(runs, [{ column: value, title }]), notes)
  }
  const at = (row: number) => values[row] as number
  const sorted = finite.sort((a, b) => (better === 'lower' ? at(a) - at(b) : at(b) - at(a)))
  const panelOf = panelsOfRows(runs, options.facet)
  const isFaceted = new Set(panelOf).size > 1
  const firstOf = (rows: readonly number[]) =>
    Array.from(groupBy(rows, (row) => panelOf[row] as string).values(), (members) =>
      members.slice(0, limit),
    ).flat()
  const axisOf = (rows: readonly number[]) =>
    dataAxis(
      rows.map((row) => [at(row)]),
      'x',
      {
        title,
        fromZero: true,
        ...(scale && { scale }),
        gridLines: true,
        noun: 'run',
        cuts: options.cuts?.x,
        intervalEnds: (axis) =>
          rows.flatMap((row) =>
            isBeyond(at(row), axis)
              ? []
              : [lows[row], highs[row]].filter((end) => end !== undefined),
          ),
      },
    )
  const { axis: ofFirst } = axisOf(firstOf(sorted))
  // What a log axis cannot show has no row, though it may be the best.
  const drawable = sorted.filter((row) => isDrawable(at(row), ofFirst))
  const shown = firstOf(drawable)
  const { axis: x, notes: axisNotes } = axisOf(shown)
  const isDrawn = (row: number) => isDrawable(at(row), x)
  const isLog = x.type === 'logarithmic'
  const groups = groupRows(runs, group, options.palette)
    .map((each) => ({
      ...each,
      rows: each.rows.filter((row) => shown.includes(row) && isDrawn(row)),
    }))
    .filter(({ rows }) => rows.length > 0)
  const placed = groups.map((each) => ({
    ...each,
    rows: each.rows.map((row) => shown.indexOf(row)),
  }))
  const colourOf = new Map(groups.flatMap(({ colour, rows }) => rows.map((row) => [row, colour])))
  const styleOf = new Map(
    groups.flatMap(({ pointStyle, rows }) => rows.map((row) => [row, pointStyle])),
  )
  const keys = runKeys(runs)
  const allNames = runNames(runs, options.label)
  const names = shown.map((row) => allNames[row] as string)
  const shownAs = shownNames(names)
  const symbol = isLog ? 'point' : groups.length > 1 ? 'marked box' : 'box'
  const reach = BAR_REACH * Math.min(1, shown.length / LEAST_ROWS)
  return composeFigure({
    kind: 'horizontalBars',
    x,
    y: categoryAxis(names.map(shownAs), 'y', { title: 'Run', reverse: true }),
    datasets: shown.flatMap((row, place) =>
      isLog || groups.length > 1 || isBeyond(at(row), x)
        ? [
            pointsDataset(
              [{ x: at(row), y: place }].filter(() => isDrawn(row)),
              {
                colour: colourOf.get(row) ?? INK.text,
                pointStyle: styleOf.get(row) ?? 'circle',
                runs: isDrawn(row) ? [keys[row] as string] : [],
                ...(!isLog && { radius: END_PX }),
              },
            ),
          ]
        : [],
    ),
    marks: shown.flatMap((row, place) =>
      [
        ...(isLog
          ? []
          : [
              barMark({ place, reach }, at(row), {
                colour: colourOf.get(row) ?? INK.text,
                label: barLabel(title, at(row), lows[row], highs[row]),
              }),
            ]),
        ...intervalMarks(place, lows[row], highs[row]),
      ].map((mark) => ({ ...mark, run: keys[row] as string })),
    ),
    legend:
      group === null
        ? []
        : [groupLegend(placed, group, symbol, undefined, { fillOf: barFill, hasSpareRows: true })],
    notes: [
      ...undrawnNotes(raw, { noun: 'run', title }),
      ...leftOut(
        drawable.length - shown.length,
        'run',
        `beyond the first ${limit}${isFaceted ? ' of a panel' : ''}`,
      ),
      ...undrawnNotes(
        sorted.filter((row) => !isDrawable(at(row), ofFirst)).map((row) => raw[row] as number),
        { noun: 'run', title },
        x,
      ),
      ...axisNotes,
      ...cutIntervalsNote(
        shown.flatMap((row) => {
          const [low, high] = [lows[row], highs[row]]
          return low === undefined || high === undefined ? [] : [{ low, high }]
        }),
        x,
      ),
    ],
    caption:
      `${title} of ${count(shown.length, 'run')}, the ${better === 'lower' ? 'lowest' : 'highest'} ` +
      `first${options.low === undefined ? '' : '; whiskers are the intervals of single runs'}.` +
      namesInFull(names),
    alt: `${isLog ? 'Points' : 'Bars'} of ${title}: from ${formatTogether([at(shown[0] as number), at(shown.at(-1) as number)]).join(' to ')}.`,
    height: 0.85 + Math.max(shown.length, LEAST_ROWS) * ROW_INCHES,
    shrinks: false,
    rows: { noun: 'run' },
  })
}

/** What a bar says to who points at it. */
function barLabel(title: string, value: number, low = Number.NaN, high = Number.NaN): string {
  const [written, lowText, highText] = formatTogether(
    Number.isFinite(high - low) ? [value, low, high] : [value],
  )
  return `${title}: ${written}${lowText === undefined ? '' : `, from ${lowText} to ${highText}`}`
}

function barMark(
  { place, reach }: { place: number; reach: number },
  value: number,
  { colour, label }: { colour: string; label: string },
): Mark {
  return {
    shape: 'rect',
    x: [0, value],
    y: [place - reach, place + reach],
    fill: barFill(colour),
    stroke: colour,
    label,
  }
}

function intervalMarks(place: number, low = Number.NaN, high = Number.NaN): Mark[] {
  if (!Number.isFinite(high - low)) return []
  const points: [number, number][] = [
    [low, place],
    [high, place],
  ]
  return [{ shape: 'line', points, colour: INK.text, width: LINE_PX.mark }]
}
