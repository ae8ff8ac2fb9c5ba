import type { ColumnTable } from 'arquero'
import { numbers, runKeys } from '../../../tables/columns.ts'
import { COUNT } from '../../../text/checkOptions.ts'
import { count, leftOut } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, FigureAxis, Mark } from '../../figure.ts'
import { axis, categoryAxis, fixedAxis } from '../../parts/axes/axes.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { groupLegend, groupRows } from '../../parts/groups.ts'
import { checkData, checkOptions, columnOf, oneOrMore, PALETTE, RUNS } from '../../parts/options.ts'
import { pt } from '../../theme.ts'
import { timeUnit } from '../curves/timeUnit.ts'
import { runNames } from './runNames.ts'
import { startsOf } from './starts.ts'

export interface TimelineOptions {
  /** Column that gives the colour; `null` for one colour. Default `status`. */
  group?: string | null
  /** Columns whose values name the runs. Default: the run directory's own part. */
  label?: string | readonly string[]
  /** Most runs that are named at their bars. Default 40. */
  limit?: number
  /** The report's colours. Default: of the groups at hand. */
  palette?: Palette | undefined
}

/** Statuses are not compared with each other: one that failed has to be seen. */
const STATUS_COLOURS: Palette = new Map([
  ['finished', '#155c9d'],
  ['failed', '#d55e00'],
  ['running', '#ffb12e'],
  ['pruned', '#9a7fb8'],
  ['unknown', '#8c8c8c'],
])
const DAY_S = 86_400
/** Of the longest time: shorter bars are thinner than a line. */
const LEAST_SHARE = 0.003
const ROW_INCHES = 0.165
const AROUND_INCHES = 0.85
const LEAST_ROWS = 5
/** With the axis no taller than a page. */
const MAX_ROWS_INCHES = 6.6
const REACH = 0.38
/** Bars without gaps between them: thinner ones vanish. */
const TOUCHING_FROM = 150

/**
 * When the runs of a sweep ran: a bar a run from its start over its duration, the first on top. Gaps tell
 * of a queue, short bars of runs that failed, long ones of slow machines.
 *
 * @param runs one row a run, with the columns `started_at` and `duration_s`
 * @throws {ReportError} `FIGURE_OPTIONS_INVALID`
 */
export function timeline(runs: ColumnTable, options: TimelineOptions = {}): Figure {
  checkData('timeline', { runs }, { runs: RUNS })
  checkOptions('timeline', options, {
    group: columnOf(runs, 'or null'),
    label: oneOrMore(columnOf(runs)),
    limit: COUNT,
    palette: PALETTE,
  })
  const { limit = 40 } = options
  const group = options.group === undefined ? usualColour(runs) : options.group
  const palette = options.palette ?? (group === 'status' ? STATUS_COLOURS : undefined)
  const starts = startsOf(runs)
  const durations = numbers(runs, 'duration_s')
  const rows = [...starts.keys()]
    .filter((row) => Number.isFinite(starts[row]))
    .sort((a, b) => (starts[a] as number) - (starts[b] as number))
  const [first] = rows
  if (first === undefined) {
    const n = runs.numRows()
    return noteFigure(
      'timeline',
      n === 0 ? 'No run was selected.' : `None of ${count(n, 'run')} tells when it started.`,
    )
  }
  const origin = starts[first] as number
  const begin = (row: number) => ((starts[row] as number) - origin) / 1000
  const hasEnd = (row: number) => (durations[row] as number) >= 0
  const end = (row: number) => begin(row) + (hasEnd(row) ? (durations[row] as number) : 0)
  const longest = Math.max(...rows.map(end))
  const unit = unitOf(longest)
  const x = axis(
    rows.map((row) => end(row) / unit.seconds),
    'x',
    {
      title: `Time since the first start (${unit.name})`,
      scale: 'linear',
      fromZero: true,
      gridLines: true,
    },
  )
  const places = new Map(rows.map((row, at) => [row, at]))
  const isStarted = new Set(rows)
  const groups = groupRows(runs, group, palette)
    .map((each) => ({ ...each, rows: each.rows.filter((row) => isStarted.has(row)) }))
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
      ...(end(row) - begin(row) < LEAST_SHARE * longest && { stroke: colour }),
    }
  }
  const open = rows.filter((row) => !hasEnd(row))
  const nTimed = rows.length - open.length
  const total = rows.reduce((sum, row) => sum + (hasEnd(row) ? (durations[row] as number) : 0), 0)
  return composeFigure({
    kind: 'timeline',
    x,
    y: rowAxis(runs, rows, options.label, limit),
    datasets: groups.map(({ colour, rows: members }) => {
      const endless = members.filter((row) => !hasEnd(row))
      return pointsDataset(
        endless.map((row) => ({ x: begin(row) / unit.seconds, y: places.get(row) as number })),
        {
          colour,
          radius: pt(rows.length > limit ? 1.4 : 2.4),
          runs: endless.map((row) => keys[row] as string),
        },
      )
    }),
    marks: groups.flatMap(({ colour, rows: members }) =>
      members.filter(hasEnd).map((row) => bar(row, colour)),
    ),
    legend: group === null ? [] : [groupLegend(groups, group, 'box')],
    notes: [
      ...leftOut(runs.numRows() - rows.length, 'run', 'without the time of a start'),
      ...(open.length > 0
        ? [`${count(open.length, 'run')} without a duration: a point at the start.`]
        : []),
    ],
    caption:
      `The runs in the order of their start, a bar each from start to end: ${formatNumber(total / 3600)} hours of ` +
      `training in ${formatNumber(longest / 3600)} hours.`,
    alt:
      `Timeline of ${count(rows.length, 'run')}, ${nTimed} of them with a duration, over ` +
      `${formatNumber(x.max)} ${unit.name}.`,
    height: AROUND_INCHES + heightOf(rows.length),
    shrinks: false,
  })
}

/** Days for sweeps that go on for more than four of them. */
function unitOf(longest: number): { name: string; seconds: number } {
  return longest > 4 * DAY_S ? { name: 'days', seconds: DAY_S } : timeUnit([longest])
}

/** The status, where the table has it. */
function usualColour(runs: ColumnTable): string | null {
  return runs.columnIndex('status') >= 0 ? 'status' : null
}

function heightOf(n: number): number {
  return Math.min(Math.max(n, LEAST_ROWS) * ROW_INCHES, MAX_ROWS_INCHES)
}

/** Names at the bars where there is room, else their numbers. */
function rowAxis(
  runs: ColumnTable,
  rows: readonly number[],
  label: TimelineOptions['label'],
  limit: number,
): FigureAxis {
  const allNames = runNames(runs, label)
  const names = rows.map((row) => allNames[row] as string)
  if (rows.length > limit) {
    const title = 'Runs, in the order of their start'
    const axis = fixedAxis('y', { title, integers: true }, 'linear', -0.5, rows.length - 0.5)
    // Counted from one.
    const fixedTicks = axis.fixedTicks.map((tick) => ({ ...tick, value: tick.value - 1 }))
    return {
      ...axis,
      fixedTicks: fixedTicks.filter(({ value }) => value >= 0),
      reverse: true,
      places: 'names',
      names,
    }
  }
  return categoryAxis(names, 'y', { title: '', reverse: true })
}
