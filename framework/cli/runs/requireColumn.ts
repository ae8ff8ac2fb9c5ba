import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'

/**
 * The column that a name stands for.
 *
 * @param option that named it, for the message
 * @throws {ReportError} USAGE naming the columns that there are
 */
export function requireColumn(table: ColumnTable, name: string, option: string): string {
  const column = resolveColumn(table, name)
  if (column !== undefined) return column
  throw new ReportError(
    'USAGE',
    `${option} ${name}: the runs have no such column. Use one of: ${table.columnNames().join(', ')}.`,
  )
}
