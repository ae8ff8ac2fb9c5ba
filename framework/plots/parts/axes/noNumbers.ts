import type { ColumnTable } from 'arquero'
import { isMissing } from '../../../tables/cells.ts'
import { cells, rawNumbers } from '../../../tables/columns.ts'
import { noneHas } from '../../../text/counts.ts'
import { shorten } from '../../../text/shorten.ts'

/** A column of an axis. */
export interface AxisColumn {
  readonly column: string
  readonly title: string
}

/** Of the value that shows what a column holds instead of numbers. */
const MAX_LETTERS = 30

/**
 * Why no run has a place on axes of numbers: a column holds something else, such as dates; else no run has a
 * value of each column.
 */
export function noRunHas(
  runs: ColumnTable,
  columns: readonly [AxisColumn, ...AxisColumn[]],
): string {
  const other = columns.find(
    ({ column }) =>
      isOtherThanNumber(runs, column).includes(true) &&
      rawNumbers(runs, column).every(Number.isNaN),
  )
  if (other !== undefined) {
    return `${other.title} (${other.column}) is not a number: it is ${kindOf(runs, other.column)}.`
  }
  const [one, ...others] = columns.map(({ title, column }) => `${title} (${column})`)
  if (others.length === 0) return noneHas(runs.numRows(), 'run', one as string)
  const both =
    runs.numRows() === 1 ? `${one} or no ${others.join()}` : `both ${one} and ${others.join()}`
  return noneHas(runs.numRows(), 'run', both)
}

/** Whether the cell of each run holds something other than a number. */
export function isOtherThanNumber(runs: ColumnTable, column: string): boolean[] {
  return Array.from(
    cells(runs, column),
    (cell) => !isMissing(cell) && typeof cell !== 'number' && typeof cell !== 'bigint',
  )
}

function kindOf(runs: ColumnTable, column: string): string {
  const cell = Array.from(cells(runs, column)).find((each) => !isMissing(each))
  if (typeof cell === 'boolean') return 'true or false'
  const text = cell instanceof Date ? cell.toISOString() : String(cell)
  const kind = cell instanceof Date || DATE.test(text) ? 'a date' : 'text'
  return `${kind}, such as "${shorten(text, MAX_LETTERS)}"`
}

const DATE = /^\d{4}-\d\d-\d\d(?:[T ]|$)/
