import type { ColumnTable } from 'arquero'
import { valueKey } from './valueKey.ts'

/** The columns in which the rows differ; missing cells are alike, and so are spellings of a value. */
export function changedColumns(table: ColumnTable): string[] {
  return table.columnNames().filter((column) => {
    const cells = Array.from(table.array(column) as Iterable<unknown>, valueKey)
    return new Set(cells).size > 1
  })
}
