import type { ColumnTable } from 'arquero'
import { runKeys } from '../../../tables/columns.ts'
import { RUNS } from '../../../tables/schemas/runsSchemas.ts'
import { COUNT, oneOrMore } from '../../../text/checkOptions.ts'
import { count, leftOut } from '../../../text/counts.ts'
import type { Figure, FigureAxis, Mark } from '../../figure.ts'
import { categoryAxis, fixedAxis } from '../../parts/axes/axes.ts'
import { type DataAxis, dataAxis, isBeyond } from '../../parts/axes/dataAxis.ts'
import { largest } from '../../parts/axes/extent.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { groupLegend, groupRows } from '../../parts/groups.ts'
import { checkData, checkOptions, columnOf, facetSchemas, PALETTE } from '../../parts/options.ts'
import { facetsOfRuns } from '../../parts/panels/facetMembers.ts'
import { drawFacets, type FacetOptions } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { pt } from '../../theme.ts'
import { runNames } from './runNames.ts'
import { type RunTimes, runTimes, type SpanUnit, spanInWords, unitUpTo } from './runTimes.ts'

export interface TimelineOptions extends Pick<FacetOptions, 'facet'> {
  /** Column that gives the colour; `null` for one colour. Default `status`. */
  readonly group?: string | null
  /** Columns whose values name the runs. Default: the run directory's own part. */
  readonly label?: string | readonly string[]
  /** Most runs that are named at their bars. Default 40. */
  readonly limit?: number
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

/** Statuses are not compared with each other: one that failed has to be seen. */
const STATUS_COLOURS: Palette = new Map([
  ['finished', '#155c9d'],
  ['failed', '#d55e00'],
  ['running', '#ffb12e'],
  ['pruned', '#9a7fb8'],
  ['unknown', '#8c8c8c'],
])
/** Of the longest time: shorter bars are thinner than a line. */
const LEAST_SHARE = 0.003
const ROW_INCHES = 0.165
/** Names closer to each other would touch. */
const LEAST_ROW_INCHES = 0.143
const AROUND_INCHES = 0.85
const LEAST_ROWS = 5
/** With the axis no taller than a page. */
const MAX_ROWS_INCHES = 6.6
const LEAST_PANEL_INCHES = 0.9
const TITLE_INCHES = 0.3
const REACH = 0.38
/** More bars are too thin to be looked at one by one, however near. */
const MOST_NAMES = 2000
/** Bars without gaps between them: thinner ones vanish. */
const TOUCHING_FROM = 150

/**
 * When the runs of a sweep ran: a bar a run from its start over its duration, the first on top. Gaps tell
 * of a queue, short bars of runs that failed, long ones of slow machines.
 *
 * @param runs one row a run, with the columns `started_at` and `duration_s`
 * @throws {ReportError} FIGURE_OPTIONS_INVALID
 */
export function timeline(runs: ColumnTable, options: TimelineOptions = {}): Figure {
  checkData('timeline', { runs }, { runs: RUNS })
  checkOptions('timeline', options, {
    group: columnOf(runs, 'or null'),
    label: oneOrMore(columnOf(runs)),
    limit: COUNT,
    palette: PALETTE,
    facet: facetSchemas(runs).facet,
  })
  const group = options.group === undefined ? usualColour(runs) : options.group
  const palette = options.palette ?? (group === 'status' ? STATUS_COLOURS : undefined)
  const { facet } = options
  const times = runTimes(runs)
  if (times.started.length === 0) {
    const n = runs.numRows()
    return noteFigure(
      'timeline',
      n === 0 ? 'No run was selected.' : `None of ${count(n, 'run')} tells when it started.`,
    )
  }
  const whole = { ...options, times, group, palette, rowsInches: MAX_ROWS_INCHES }
  if (facet === undefined || facet === null) return drawTimeline(runs, whole)
  const nPanels = facetsOfRuns(runs, facet).panels.length
  const rowsInches = Math.max(LEAST_PANEL_INCHES, MAX_ROWS_INCHES / nPanels - TITLE_INCHES)
  const look = { facet, group, palette, facetAxes: 'free y' } as const
  return drawFacets(runs, look, ({ palette }, within) =>
    drawTimeline(runs, { ...whole, palette, rowsInches, within }),
  )
}

interface DrawnTimeline extends TimelineOptions {
  readonly times: RunTimes
  readonly group: string | null
  /** The most that all rows together may take. */
  readonly rowsInches: number
  /** The rows of the table whose runs are drawn, on the time axis of all of them. Default: all. */
  readonly within?: readonly number[] | undefined
}

function drawTimeline(runs: ColumnTable, options: DrawnTimeline): Figure {
  const { times, group, palette, label, limit = 40, rowsInches } = options
  const { begin, end, hasEnd, longest } = times
  const within = new Set(options.within ?? times.started)
  const rows = times.started.filter((row) => within.has(row))
  if (rows.length === 0) return noteFigure('timeline', 'No run tells when it started.')
  const { axis: x, unit, notes: axisNotes } = timeAxis(times)
  const isBeyondStart = (row: number) => isBeyond(begin(row) / unit.seconds, x)
  const shownLength = Math.min(longest, x.max * unit.seconds)
  const places = new Map(rows.map((row, at) => [row, at]))
  const groups = groupRows(runs, group, palette)
    .map((each) => ({ ...each, rows: each.rows.filter((row) => places.has(row)) }))
    .filter((each) => each.rows.length > 0)
  const reach = rows.length > TOUCHING_FROM ? 0.5 : REACH
  const keys = runKeys(runs)
  const bar = (row: number, colour: string): Mark => {
    const at = places.get(row) as number
    return {
      shape: 'rect',
      run: keys[row] as string,
      x: [begin(row) / unit.seconds, end(row) / unit.seconds],
      y: [at - reach, at + reach],
      fill: colour,
      // Of a bar thinner than a line the line stays.
      ...(end(row) - begin(row) < LEAST_SHARE * shownLength && { stroke: colour }),
    }
  }
  const ended = rows.filter(hasEnd)
  const nOpen = rows.length - ended.length
  const names = runNames(runs, label)
  const rowNames = rows.map((row) => names[row] as string)
  const isNamed = rows.length <= Math.min(limit, rowsInches / LEAST_ROW_INCHES)
  const inches = Math.min(Math.max(rows.length, LEAST_ROWS) * ROW_INCHES, rowsInches)
  return composeFigure({
    kind: 'timeline',
    x,
    y: isNamed ? namedRows(rowNames) : countedRows(rowNames),
    datasets: groups.map(({ colour, rows: members }) => {
      // Beyond the axis, a point is an arrow.
      const points = members.filter((row) => !hasEnd(row) || isBeyondStart(row))
      return pointsDataset(
        points.map((row) => ({ x: begin(row) / unit.seconds, y: places.get(row) as number })),
        {
          colour,
          radius: pt(isNamed ? 2.4 : 1.4),
          runs: points.map((row) => keys[row] as string),
        },
      )
    }),
    marks: groups.flatMap(({ colour, rows: members }) =>
      members.filter(hasEnd).map((row) => bar(row, colour)),
    ),
    legend: group === null ? [] : [groupLegend(groups, group, 'box')],
    notes: [
      ...leftOut(runs.numRows() - times.started.length, 'run', 'without the time of a start'),
      ...(nOpen > 0 ? [`${count(nOpen, 'run')} without a duration: a point at the start.`] : []),
      ...axisNotes,
    ],
    caption: `The runs in the order of their start, ${barsInWords(rows, times)}${isNamed ? namesInFull(rowNames) : ''}`,
    alt:
      `Timeline of ${count(rows.length, 'run')}, ${ended.length} of them with a duration` +
      `${longest > 0 ? `, over ${spanInWords(longest)}` : ''}.`,
    height: AROUND_INCHES + inches,
    shrinks: false,
  })
}

/** What the bars are, and how long the runs took together, as far as that is known. */
function barsInWords(rows: readonly number[], { begin, end, hasEnd, longest }: RunTimes): string {
  const ended = rows.filter(hasEnd)
  if (ended.length === 0) {
    const starts = rows.length > 1 ? `: starts within ${spanInWords(longest)}` : ''
    return `a point each${starts}. How long they took is not known.`
  }
  const total = ended.reduce((sum, row) => sum + end(row) - begin(row), 0)
  const known =
    ended.length < rows.length ? ` of the ${count(ended.length, 'run')} that tell it` : ''
  return `a bar each from start to end: ${spanInWords(total)} of training${known} in ${spanInWords(longest)}.`
}

/** The time of all runs, but for what a few that went on far longer than the others, or began far later, would add. */
function timeAxis({ started, begin, end }: RunTimes): DataAxis & { unit: SpanUnit } {
  const spans = started.map((row) => [begin(row), end(row)])
  const along = (unit: SpanUnit) =>
    dataAxis(
      spans.map((span) => span.map((seconds) => seconds / unit.seconds)),
      'x',
      {
        title: `Time since the first start (${unit.name})`,
        scale: 'linear',
        cuts: true,
        fromZero: true,
        gridLines: true,
        noun: 'run',
      },
    )
  const { axis } = along({ name: 's', seconds: 1 })
  const shown = spans.flat().filter((seconds) => !isBeyond(seconds, axis))
  const unit = unitUpTo(largest(shown))
  return { ...along(unit), unit }
}

/** The status, where the table has it. */
function usualColour(runs: ColumnTable): string | null {
  return runs.columnIndex('status') >= 0 ? 'status' : null
}

/** A name at each bar. */
function namedRows(names: readonly string[]): FigureAxis {
  return categoryAxis(names.map(shownNames(names)), 'y', { title: '', reverse: true })
}

/** Numbers along the bars, where names have no room. */
function countedRows(names: readonly string[]): FigureAxis {
  const title = 'Runs, in the order of their start'
  const axis = fixedAxis('y', { title, integers: true }, 'linear', -0.5, names.length - 0.5)
  // Counted from one.
  const fixedTicks = axis.fixedTicks.map((tick) => ({ ...tick, value: tick.value - 1 }))
  return {
    ...axis,
    fixedTicks: fixedTicks.filter(({ value }) => value >= 0),
    reverse: true,
    places: 'names',
    ...(names.length <= MOST_NAMES && { names }),
  }
}
