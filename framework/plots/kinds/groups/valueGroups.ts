import type { ColumnTable } from 'arquero'
import type * as v from 'valibot'
import { runKeys } from '../../../tables/columns.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import type { FigureAxis } from '../../figure.ts'
import { type AxisOptions, isDrawable, type ScaleChoice } from '../../parts/axes/axes.ts'
import { dataAxis } from '../../parts/axes/dataAxis.ts'
import { metricNumbers, rawMetricNumbers } from '../../parts/axes/metricNumbers.ts'
import { noRunHas } from '../../parts/axes/noNumbers.ts'
import { isNumber, undrawnNotes } from '../../parts/axes/undrawn.ts'
import type { Crowd } from '../../parts/colours/crowd.ts'
import type { Palette } from '../../parts/colours/palette.ts'
import { columnName, columnTitle } from '../../parts/columnTitles.ts'
import { type Group, groupNames, groupRows, usualGroup } from '../../parts/groups.ts'
import { columnOf, PALETTE, SCALE } from '../../parts/options.ts'
import type { Cuttable } from '../../parts/panels/facets.ts'
import { shownNames } from '../../parts/shownNames.ts'

export interface ValueGroupOptions {
  /** Column of the value. */
  readonly value: string
  /** Column that gives the groups and their colour; `null` for one group. Default: see `usualGroup`. */
  readonly group?: string | null
  /** Of the value's axis. Default `auto`. */
  readonly scale?: ScaleChoice
  /** Title of the value's axis. Default: the column's name and unit. */
  readonly title?: string
  /** The report's colours. Default: of the groups at hand. */
  readonly palette?: Palette | undefined
}

/** What the options of {@link valueGroups} take; `value` is required. */
export function valueGroupSchemas(
  runs: ColumnTable,
): Record<keyof ValueGroupOptions, v.GenericSchema> {
  return {
    value: columnOf(runs),
    group: columnOf(runs, 'or null'),
    scale: SCALE,
    title: TEXT,
    palette: PALETTE,
  }
}

/** A group and the values of its runs; `rows` and `runs` are those that have one, in the order of `values`. */
export interface ValueGroup extends Group {
  readonly values: number[]
  /** The names of these runs. */
  readonly runs: string[]
  /** Runs of the group, with and without a value. */
  readonly size: number
}

/** What else the values' axis follows from, and the words for runs without a value. */
interface ValueAxisOptions extends Pick<AxisOptions, 'fromZero' | 'margin'> {
  /** Default: without the title of the axis. */
  readonly missing?: string
  /** Ends of intervals on the axis of the values. Default none. */
  readonly intervalEnds?: (axis: FigureAxis) => readonly number[]
}

/** The runs' values by group, on an axis that holds them, or why there is none. */
export function valueGroups(
  runs: ColumnTable,
  {
    value,
    group = usualGroup(runs),
    scale,
    title = columnTitle(value),
    palette,
    cuts,
    axes,
  }: ValueGroupOptions & Cuttable,
  { missing = `without ${title}`, ...axisOptions }: ValueAxisOptions = {},
):
  | { groups: ValueGroup[]; axis: FigureAxis; notes: string[] }
  | { missing: string; notes: string[] } {
  const [values, raw] = [metricNumbers(runs, value), rawMetricNumbers(runs, value)]
  const finite = values.filter(Number.isFinite)
  if (finite.length === 0) {
    return {
      missing: noRunHas(runs, [{ column: value, title }]),
      notes: undrawnNotes(raw.filter(isNumber), { noun: 'run', title }),
    }
  }
  const { axis: valueAxis, notes } = dataAxis(
    finite.map((each) => [each]),
    'y',
    {
      ...axisOptions,
      ...(scale && { scale }),
      title,
      gridLines: true,
      noun: 'run',
      cuts: cuts?.y,
      shared: axes?.y,
    },
  )
  const keys = runKeys(runs)
  const groups = groupRows(runs, group, palette).map((each) => {
    const rows = each.rows.filter((row) => isDrawable(values[row] as number, valueAxis))
    return {
      ...each,
      rows,
      values: rows.map((row) => values[row] as number),
      runs: rows.map((row) => keys[row] as string),
      size: each.rows.length,
    }
  })
  return {
    groups,
    axis: valueAxis,
    notes: [...undrawnNotes(raw, { noun: 'run', title, missing }, valueAxis), ...notes],
  }
}

/**
 * What notes call the runs of a row's group at its place along the axis: `vq`, or `vq at Encoder gnn` where
 * groups stand beside each other at each place.
 */
export function cellNames(
  runs: ColumnTable,
  group: string | null,
  by: string | null,
): (row: number) => string {
  const [groupOf, placeOf] = [groupNames(runs, group), groupNames(runs, by)]
  const [shownGroup, shownPlace] = [shownNames(groupOf), shownNames(placeOf)]
  return (row) => {
    const name = shownGroup(groupOf[row] as string)
    if (by === group || by === null) return name
    return `${name} at ${columnName(by)} ${shownPlace(placeOf[row] as string)}`
  }
}

/** Points of the runs of one group, before which what they stand on lies then. */
export const GROUP_CROWD: Crowd = { from: 80, leastOpacity: 0.15 }

/** Names of more groups slant in narrow figures, which then need the height of wide ones. */
export const MAX_LYING_NAMES = 6

/** Sideways places within ±`reach` for points that share a place: spread evenly, always the same. */
export function jitter(n: number, reach: number): number[] {
  const GOLDEN_RATIO = 0.618034
  if (n === 1) return [0]
  return Array.from({ length: n }, (_, i) => (((i + 0.5) * GOLDEN_RATIO) % 1) * 2 * reach - reach)
}
