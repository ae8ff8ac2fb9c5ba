import type { ColumnTable } from 'arquero'
import { texts } from '../../../tables/columns.ts'
import type { LegendSection } from '../../figure.ts'
import { compareNames } from '../../parts/colours/palette.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { legendSection } from '../../parts/groups.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { INK } from '../../theme.ts'

/** Lines that a parameter tells apart by their dash. */
export interface Dashes {
  /** The dash of a row of the runs table. The same value is the same array. */
  ofRow(row: number): number[]
  readonly legend: LegendSection[]
  readonly notes: string[]
  /** See `namesInFull`. */
  readonly inFull: string
}

const SOLID: number[] = []
const PATTERNS = [SOLID, [6, 3], [2, 2], [9, 3, 2, 3], [12, 4]]

/**
 * The dashes of a column's values; all lines are solid where it has more than five, or without one.
 *
 * @param isDrawn whether a row has a line: the legend names the dashes of no others
 */
export function dashesOf(
  runs: ColumnTable,
  column: string | undefined,
  isDrawn: (row: number) => boolean,
): Dashes {
  if (column === undefined) return { ofRow: () => SOLID, legend: [], notes: [], inFull: '' }
  const values = texts(runs, column)
  const names = [...new Set(values)].sort(compareNames)
  if (names.length > PATTERNS.length) {
    const note =
      `${columnName(column)} has ${names.length} values, too many to tell apart by dashes; ` +
      'all lines are solid.'
    return { ofRow: () => SOLID, legend: [], notes: [note], inFull: '' }
  }
  const dashOf = new Map(names.map((name, i) => [name, PATTERNS[i] as number[]]))
  const shownAs = shownNames(names)
  const drawn = new Set(values.filter((_, row) => isDrawn(row)))
  const items = [...dashOf]
    .filter(([name]) => drawn.has(name))
    .map(([name, dash]) => ({
      text: shownAs(name),
      symbol: 'line' as const,
      colour: INK.muted,
      dash,
    }))
  return {
    ofRow: (row) => dashOf.get(values[row] as string) ?? SOLID,
    legend: [legendSection(columnName(column), items)],
    notes: [],
    inFull: namesInFull(names),
  }
}
