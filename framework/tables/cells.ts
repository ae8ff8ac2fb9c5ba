import type { ColumnTable } from 'arquero'

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
  const own: unknown = table.column(column)
  const isWhole = !table.isFiltered() && !table.isOrdered()
  if (isWhole && (Array.isArray(own) || own instanceof Float64Array)) return own
  return table.array(column) as ArrayLike<unknown>
}
