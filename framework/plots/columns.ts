import type { ColumnTable } from 'arquero'

/** What stands where a run has no value for the parameter that names its group. */
export const UNKNOWN = 'unknown'

/** A column as numbers, in row order: NaN where there is none, or where the table lacks the column. */
export function numbers(table: ColumnTable, column: string): number[] {
  return cells(table, column).map((cell) =>
    typeof cell === 'number' || typeof cell === 'bigint' ? Number(cell) : Number.NaN,
  )
}

/** A column as text, in row order: `unknown` where there is nothing. */
export function texts(table: ColumnTable, column: string): string[] {
  return cells(table, column).map((cell) =>
    cell === null || cell === undefined || Number.isNaN(cell) ? UNKNOWN : String(cell),
  )
}

function cells(table: ColumnTable, column: string): unknown[] {
  if (table.columnIndex(column) < 0) return new Array(table.numRows()).fill(undefined)
  return Array.from(table.array(column) as ArrayLike<unknown>)
}
