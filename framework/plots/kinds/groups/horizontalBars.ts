import type { ColumnTable } from 'arquero'
import { numbers } from '../../../tables/columns.ts'
import { COUNT, TEXT } from '../../../text/checkOptions.ts'
import { count, leftOut, noneHas } from '../../../text/counts.ts'
import { formatNumber } from '../../../text/numberFormat.ts'
import type { Figure, Mark } from '../../figure.ts'
import { axis, categoryAxis, isDrawable, type ScaleChoice } from '../../parts/axes.ts'
import { columnTitle } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure } from '../../parts/composeFigure.ts'
import { groupLegend, groupRows, usualGroup } from '../../parts/groups.ts'
import {
  BETTER,
  checkData,
  checkOptions,
  columnOf,
  oneOrMore,
  PALETTE,
  RUNS,
  SCALE,
} from '../../parts/options.ts'
import { type Palette, withOpacity } from '../../parts/palette.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK, LINE_PX } from '../../theme.ts'
import { runNames } from '../runs/runNames.ts'

export interface HorizontalBarsOptions {
  /** Column of the value. */
  value: string
  /** Columns with the ends of an interval about the value. Default none. */
  low?: string
  high?: string
  /** Columns whose values name the runs. Default: the run directory's own part. */
  label?: string | readonly string[]
  /** Column that gives the colour; `null` for one colour. Default: see `usualGroup`. */
  group?: string | null
  /** Which runs come first, and are kept where there are more than `limit`. Default `lower`. */
  better?: 'lower' | 'higher'
  /** Most runs to draw. Default 60. */
  limit?: number
  /** Default `auto`. */
  scale?: ScaleChoice
  /** Title of the value's axis. Default: the column's name and unit. */
  title?: string
  /** The report's colours. Default: of the groups at hand. */
  palette?: Palette | undefined
}

const ROW_INCHES = 0.165
const BAR_REACH = 0.36

/** A value of single runs, best first, with the runs' names at the bars. */
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
    },
    ['value'],
  )
  const {
    value,
    better = 'lower',
    limit = 60,
    group = usualGroup(runs),
    title = columnTitle(value),
    scale,
  } = options
  const values = numbers(runs, value)
  const lows = options.low === undefined ? [] : numbers(runs, options.low)
  const highs = options.high === undefined ? [] : numbers(runs, options.high)
  const finite = values.flatMap((each, row) => (Number.isFinite(each) ? [row] : []))
  if (finite.length === 0) {
    return noteFigure('horizontalBars', noneHas(values.length, 'run', `${title} (${value})`))
  }
  const at = (row: number) => values[row] as number
  const sorted = finite.sort((a, b) => (better === 'lower' ? at(a) - at(b) : at(b) - at(a)))
  const shown = sorted.slice(0, limit)
  const ends = shown.flatMap((row) =>
    [at(row), lows[row], highs[row]].filter((end) => end !== undefined),
  )
  const x = axis(ends, 'x', { title, fromZero: true, ...(scale && { scale }), gridLines: true })
  const groups = groupRows(runs, group, options.palette)
  const colourOf = new Map(groups.flatMap(({ colour, rows }) => rows.map((row) => [row, colour])))
  const allNames = runNames(runs, options.label)
  const names = shown.map((row) => allNames[row] as string)
  const shownAs = shownNames(names)
  return composeFigure({
    kind: 'horizontalBars',
    x,
    y: categoryAxis(names.map(shownAs), 'y', { title: '', reverse: true }),
    marks: shown.flatMap((row, place) =>
      barMarks(place, [x.min, at(row)], [lows[row], highs[row]], colourOf.get(row) ?? INK.text),
    ),
    legend: group === null ? [] : [groupLegend(groups, group, 'box')],
    notes: [
      ...leftOut(values.length - finite.length, 'run', `without ${title}`),
      ...leftOut(sorted.length - shown.length, 'run', `beyond the first ${limit}`),
      ...leftOut(
        shown.filter((row) => !isDrawable(at(row), x)).length,
        'value',
        'not above zero, which a log axis cannot show',
      ),
    ],
    caption:
      `${title} of ${count(shown.length, 'run')}, the ${better === 'lower' ? 'lowest' : 'highest'} ` +
      `first${options.low === undefined ? '' : '; whiskers are the intervals of single runs'}.` +
      namesInFull(names),
    alt: `Bars of ${title}: from ${formatNumber(at(shown[0] as number))} to ${formatNumber(at(shown.at(-1) as number))}.`,
    height: 0.85 + Math.max(shown.length, 5) * ROW_INCHES,
    shrinks: false,
  })
}

function barMarks(
  place: number,
  [edge, value]: [number, number],
  [low, high]: [number | undefined, number | undefined],
  colour: string,
): Mark[] {
  const bar: Mark = {
    shape: 'rect',
    x: [Math.max(edge, 0), value],
    y: [place - BAR_REACH, place + BAR_REACH],
    fill: withOpacity(colour, 0.7),
  }
  if (low === undefined || high === undefined || !Number.isFinite(high - low)) return [bar]
  return [
    bar,
    {
      shape: 'line',
      points: [
        [low, place],
        [high, place],
      ],
      colour: INK.text,
      width: LINE_PX.mark,
    },
  ]
}
