import type { ColumnTable } from 'arquero'
import { resolveColumn } from './columnAliases.ts'
import { cellValue, compareValues } from './valueKey.ts'

/**
 * Sorts the rows by columns, the first one first, as `compareCells` orders their cells: numbers by
 * value (texts of numbers too), other texts in natural order, missing cells last whatever the
 * direction. Rows that are equal keep their order. A column that is not there sorts nothing.
 */
export function sortRuns(
  table: ColumnTable,
  columns: readonly string[],
  { descending = false }: { descending?: boolean } = {},
): ColumnTable {
  const sign = descending ? -1 : 1
  const rows = Array.from({ length: table.numRows() }, (_, row) => row)
  const keys = columns.map((column) => {
    const known = resolveColumn(table, column)
    return rows.map((row) => (known === undefined ? null : cellValue(table.get(known, row))))
  })
  rows.sort((rowA, rowB) => {
    for (const values of keys) {
      const [a = null, b = null] = [values[rowA], values[rowB]]
      const order = (a === null || b === null ? 1 : sign) * compareValues(a, b)
      if (order !== 0) return order
    }
    return rowA - rowB
  })
  return table.reify(rows)
}
