import type { ColumnTable } from 'arquero'
import { describeIntervals } from '../../../stats/intervals/intervalText.ts'
import { type MeanInterval, meanInterval } from '../../../stats/intervals/meanInterval.ts'
import { numbers } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import type { Figure, FigureAxis, FigureDataset, Mark } from '../../figure.ts'
import { categoryAxis } from '../../parts/axes.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { composeFigure, noteFigure, pointsDataset } from '../../parts/composeFigure.ts'
import { type Group, groupLegend, groupNames, groupRows, usualGroup } from '../../parts/groups.ts'
import { checkData, checkOptions, columnOf, RUNS } from '../../parts/options.ts'
import { compareNames, withOpacity } from '../../parts/palette.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'
import {
  jitter,
  type ValueGroup,
  type ValueGroupOptions,
  valueGroupSchemas,
  valueGroups,
} from './valueGroups.ts'

export interface BarsOptions extends ValueGroupOptions {
  /** Column whose values stand along the axis, each with a bar for every group. Default: `group`. */
  by?: string
  /** What it means when a run has no value, such as `never reached`. Default `no value`. */
  missing?: string
}

const CLUSTER_WIDTH = 0.78
const BAR_SHARE = 0.86
/** Above the bars, for the text on them. */
const HEADROOM = 0.14
const CAP_SHARE = 0.25
const BAR_OPACITY = 0.55
/** From a bar's end to the middle of the text on it. */
const LABEL_GAP_PX = 10
const MAX_LABEL_LINES = 5

interface Bar {
  group: string
  colour: string
  /** Centre and half width along the category axis. */
  at: number
  reach: number
  /** The width that texts at the bar may have. */
  room: number
  values: number[]
  /** Of the values, with its interval over runs. */
  mean: MeanInterval
  /** Runs of the bar, with and without a value. */
  size: number
}

/**
 * The mean of a value in each group, with its interval over runs and the single runs as points.
 * Runs without a value are counted at their bar, never dropped silently.
 */
export function bars(runs: ColumnTable, options: BarsOptions): Figure {
  checkData('bars', { runs }, { runs: RUNS })
  checkOptions('bars', options, { ...valueGroupSchemas(runs), by: columnOf(runs), missing: TEXT }, [
    'value',
  ])
  const { group = usualGroup(runs), by = group, missing = 'no value', palette } = options
  const found = valueGroups(
    runs,
    options,
    { fromZero: true, margin: HEADROOM },
    `(${missing})`,
    whiskerEnds(runs, options.value, group, by),
  )
  if ('missing' in found) return noteFigure('bars', `${found.missing} All runs: ${missing}.`)
  const { groups, axis: y, notes } = found
  const categoryOf = groupNames(runs, by)
  const categories = [...new Set(categoryOf)].sort(compareNames)
  const allRows = groupRows(runs, group, palette)
  const isGrouped = by !== group
  const placed = placeBars(groups, allRows, categories, categoryOf, isGrouped)
  const shownAs = shownNames(categories)
  const names = categories.map((name, i) => {
    const size = isGrouped ? '' : ` (n = ${allRows[i]?.rows.length})`
    return shownAs(name) + size
  })
  return composeFigure({
    kind: 'bars',
    x: categoryAxis(names, 'x', { title: by === null ? '' : columnName(by) }),
    y,
    datasets: placed.map((bar) => singleRuns(bar)),
    marks: placed.flatMap((bar) => barMarks(bar, y, isGrouped ? '' : missing)),
    legend: isGrouped
      ? [groupLegend(allRows, group, 'box', ({ name }) => runsPerBar(placed, name))]
      : [],
    notes,
    caption:
      `Mean ${y.title.text}${by === null ? '' : ` by ${columnName(by)}`}; points are single runs, whiskers the ` +
      `${describeIntervals(
        placed.map(({ mean }) => mean),
        'the runs of a bar',
      )}. ` +
      'Runs without a value do not count in the mean; where there are some, the bar says how ' +
      'many have one.' +
      namesInFull(categories) +
      (isGrouped ? namesInFull(groups.map(({ name }) => name)) : ''),
    alt: `Bars of ${y.title.text} for ${names.join(', ')}.`,
  })
}

/** How many runs each bar of a group is of, with and without a value. */
function runsPerBar(bars: readonly Bar[], group: string): string {
  const sizes = bars.filter((bar) => bar.group === group).map(({ size }) => size)
  if (sizes.length === 0) return 'n = 0'
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  return `n = ${least === most ? least : `${least} to ${most}`} a bar`
}

/** Where the whiskers of all bars end. */
function whiskerEnds(
  runs: ColumnTable,
  value: string,
  group: string | null,
  by: string | null,
): number[] {
  const values = numbers(runs, value)
  const [groupOf, categoryOf] = [groupNames(runs, group), groupNames(runs, by)]
  const rows = [...values.keys()].filter((row) => Number.isFinite(values[row]))
  return [...groupBy(rows, (row) => JSON.stringify([groupOf[row], categoryOf[row]])).values()]
    .map((members) => meanInterval(members.map((row) => values[row] as number)))
    .flatMap(({ low, high }) => [low, high])
}

function placeBars(
  groups: readonly ValueGroup[],
  allRows: readonly Group[],
  categories: readonly string[],
  categoryOf: readonly string[],
  isGrouped: boolean,
): Bar[] {
  const slots = isGrouped ? groups.length : 1
  const slotWidth = (CLUSTER_WIDTH * Math.min(1, categories.length / 3)) / Math.max(slots, 2)
  return categories.flatMap((category, place) =>
    groups.flatMap((group, slot): Bar[] => {
      const size = allRows[slot]?.rows.filter((row) => categoryOf[row] === category).length ?? 0
      if (size === 0) return []
      const values = group.values.filter((_, i) => categoryOf[group.rows[i] as number] === category)
      const at = place + (isGrouped ? (slot - (slots - 1) / 2) * slotWidth : 0)
      const reach = (slotWidth * BAR_SHARE) / 2
      const room = isGrouped ? slotWidth : 1
      const { name, colour } = group
      return [{ group: name, colour, at, reach, room, values, mean: meanInterval(values), size }]
    }),
  )
}

function singleRuns({ colour, at, reach, values }: Bar): FigureDataset {
  const offsets = jitter(values.length, reach * 0.6)
  return pointsDataset(
    values.map((y, i) => ({ x: at + (offsets[i] as number), y })),
    { colour, radius: pt(values.length > 30 ? 1.3 : 1.8) },
  )
}

function barMarks(
  { colour, at, reach, room, values, mean: { estimate, low, high }, size }: Bar,
  y: FigureAxis,
  missing: string,
): Mark[] {
  const text = (value: number, written: string): Mark => ({
    shape: 'text',
    at: [at, value],
    text: written,
    colour: INK.muted,
    align: 'center',
    offset: [0, -LABEL_GAP_PX],
    maxWidth: room,
    maxLines: MAX_LABEL_LINES,
    optional: true,
  })
  if (values.length === 0) {
    return [text(y.min, `${missing} 0 of ${size}`.trim())]
  }
  const base = y.type === 'logarithmic' ? y.min : 0
  const line = (points: [number, number][]): Mark => ({
    shape: 'line',
    points,
    colour: INK.text,
    width: LINE_PX.mark,
  })
  const cap = reach * CAP_SHARE
  // A log axis has no place at or below zero: the whisker goes on to its edge, without a cap.
  const bottom = y.type === 'logarithmic' ? Math.max(low, y.min) : low
  const interval = Number.isNaN(low)
    ? []
    : [
        line([
          [at, bottom],
          [at, high],
        ]),
        ...(bottom === low
          ? [
              line([
                [at - cap, low],
                [at + cap, low],
              ]),
            ]
          : []),
        line([
          [at - cap, high],
          [at + cap, high],
        ]),
      ]
  const top = Math.max(high || estimate, ...values)
  return [
    {
      shape: 'rect',
      behind: true,
      x: [at - reach, at + reach],
      y: [base, estimate],
      fill: withOpacity(colour, BAR_OPACITY),
      stroke: colour,
    },
    ...interval,
    ...(values.length < size ? [text(top, `${values.length} of ${size}`)] : []),
  ]
}
