import type { ColumnTable } from 'arquero'
import { presentCell } from './cells.ts'
import { keepNames, resolveColumn } from './columnAliases.ts'

/** Reads a cell of the row at hand by its column name. */
export type CellReader = (column: string) => unknown

/**
 * The table with one more column, worked out row by row; a column of that name is replaced in its
 * place. Return null where there is no value; undefined and NaN become null.
 */
export function withColumn(
  table: ColumnTable,
  name: string,
  value: (cell: CellReader, row: number) => unknown,
): ColumnTable {
  const cells = Array.from({ length: table.numRows() }, (_, row) => {
    const cell: CellReader = (column) => {
      const known = resolveColumn(table, column)
      return known === undefined ? null : presentCell(table.get(known, row))
    }
    return presentCell(value(cell, row))
  })
  return keepNames(table, table.assign(Object.fromEntries([[name, cells]])))
}
