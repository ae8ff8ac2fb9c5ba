import type { ColumnTable } from 'arquero'
import { compareCells, isMissing } from './cells.ts'

/**
 * Sorts the rows by columns, the first one first: numbers by value, texts by code point, missing
 * cells last whatever the direction. Rows that are equal keep their order.
 */
export function sortRuns(
  table: ColumnTable,
  columns: readonly string[],
  { descending = false }: { descending?: boolean } = {},
): ColumnTable {
  const sign = descending ? -1 : 1
  const rows = Array.from({ length: table.numRows() }, (_, row) => row)
  rows.sort((rowA, rowB) => {
    for (const column of columns) {
      const [a, b] = [table.get(column, rowA), table.get(column, rowB)]
      const missing = Number(isMissing(a)) - Number(isMissing(b))
      const order = missing !== 0 || isMissing(a) ? missing : sign * compareCells(a, b)
      if (order !== 0) return order
    }
    return rowA - rowB
  })
  return table.reify(rows)
}
