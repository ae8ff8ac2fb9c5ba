import type { ColumnTable } from 'arquero'

/** Reads a cell of the row at hand by its column name. */
export type CellReader = (column: string) => unknown

/**
 * The table with one more column, worked out row by row; a column of that name is replaced in its
 * place. Return null where there is no value.
 */
export function withColumn(
  table: ColumnTable,
  name: string,
  value: (cell: CellReader, row: number) => unknown,
): ColumnTable {
  const cells = Array.from({ length: table.numRows() }, (_, row) =>
    value((column) => (table.columnIndex(column) < 0 ? null : table.get(column, row)), row),
  )
  return table.assign(Object.fromEntries([[name, cells]]))
}
