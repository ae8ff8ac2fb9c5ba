import type { ColumnTable } from 'arquero'
import { NumberColumn } from './numbers/numberColumn.ts'

/** Whether a cell holds no value: null, undefined or NaN, which a data-frame user does not tell apart. */
export function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell)
}

/** A cell as tables hold it: null for what is missing. */
export function presentCell<Cell>(cell: Cell): Cell | null {
  return isMissing(cell) ? null : cell
}

/**
 * A column's cells in the order of the rows. They are the table's own where it holds them as they are,
 * which spares copying each of a million: nobody may change them.
 *
 * @param column that the table has
 */
export function cellsOf(table: ColumnTable, column: string): ArrayLike<unknown> {
  const own = wholeColumn(table, column)
  if (Array.isArray(own) || own instanceof Float64Array) return own
  return own instanceof NumberColumn ? own.toArray() : (table.array(column) as ArrayLike<unknown>)
}

/** The column as the table holds it; undefined where rows are left out or in another order. */
export function wholeColumn(table: ColumnTable, column: string): unknown {
  return table.isFiltered() || table.isOrdered() ? undefined : table.column(column)
}
