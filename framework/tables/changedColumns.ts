import type { ColumnTable } from 'arquero'
import { isMissing } from './cells.ts'

/** The columns in which the rows differ; missing cells are alike. */
export function changedColumns(table: ColumnTable): string[] {
  return table.columnNames().filter((column) => {
    const cells = [...(table.array(column) as Iterable<unknown>)]
    return new Set(cells.map((cell) => (isMissing(cell) ? null : cell))).size > 1
  })
}
