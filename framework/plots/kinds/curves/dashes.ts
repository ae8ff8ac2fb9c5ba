import type { ColumnTable } from 'arquero'
import { texts } from '../../../tables/columns.ts'
import type { LegendSection, PointStyle } from '../../figure.ts'
import { compareNames } from '../../parts/colours/palette.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { legendSection } from '../../parts/groups.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK } from '../../theme.ts'

/** Lines that a parameter tells apart by their dash. */
export interface Dashes {
  /** The dash of a row of the runs table. The same value is the same array. */
  ofRow(row: number): number[]
  /** The marker of single points, which have no dash; undefined where markers tell nothing. */
  markerOf(dash: unknown): PointStyle | undefined
  readonly legend: LegendSection[]
  readonly notes: string[]
  /** See `namesInFull`. */
  readonly inFull: string
}

const SOLID: number[] = []
const PATTERNS = [SOLID, [6, 3], [2, 2], [9, 3, 2, 3], [12, 4]]
/** Of single points, by the dash that their line would have. */
const MARKERS: readonly PointStyle[] = ['circle', 'triangle', 'rect', 'rectRot', 'crossRot']
const NONE = { ofRow: () => SOLID, markerOf: () => undefined, legend: [], inFull: '' }

/**
 * The dashes of a column's values; all lines are solid where it has more than five, or without one.
 *
 * @param isDrawn whether a row has a line: the legend names the dashes of no others
 * @param arePoints whether all lines are single points, as those of one epoch, which markers tell apart
 */
export function dashesOf(
  runs: ColumnTable,
  column: string | undefined,
  isDrawn: (row: number) => boolean,
  arePoints = false,
): Dashes {
  if (column === undefined) return { ...NONE, notes: [] }
  const values = texts(runs, column)
  const names = [...new Set(values)].sort(compareNames)
  if (names.length > PATTERNS.length) {
    const note =
      `${columnName(column)} has ${names.length} values, too many to tell apart by dashes; ` +
      'all lines are solid.'
    return { ...NONE, notes: [note] }
  }
  const dashOf = new Map(names.map((name, i) => [name, PATTERNS[i] as number[]]))
  const shownAs = shownNames(names)
  const drawn = new Set(values.filter((_, row) => isDrawn(row)))
  const markerOf = (dash: unknown) =>
    MARKERS[PATTERNS.findIndex((pattern) => String(pattern) === String(dash))] ?? 'circle'
  const items = [...dashOf]
    .filter(([name]) => drawn.has(name))
    .map(([name, dash]) => ({
      text: shownAs(name),
      symbol: arePoints ? ('point' as const) : ('line' as const),
      colour: INK.muted,
      ...(arePoints ? { pointStyle: markerOf(dash) } : { dash }),
    }))
  return {
    markerOf: arePoints ? markerOf : () => undefined,
    ofRow: (row) => dashOf.get(values[row] as string) ?? SOLID,
    legend: [legendSection(columnName(column), items)],
    notes: [],
    inFull: namesInFull(names),
  }
}
