import type { ColumnTable } from 'arquero'
import type { ErrorCode } from '../errors.ts'
import { resolveColumn } from './columnAliases.ts'
import { unknownColumn } from './noted/unknownColumn.ts'

/**
 * The column that a name stands for.
 *
 * @param error its code, and what asked for the column, such as `inputs.select.lr`
 * @throws {ReportError} with that code, naming the nearest column and all of them, where the table
 *   has none of that name
 */
export function requireColumn(
  table: ColumnTable,
  name: string,
  { code, askedBy }: { readonly code: ErrorCode; readonly askedBy?: string },
): string {
  const column = resolveColumn(table, name)
  if (column !== undefined) return column
  throw unknownColumn(name, table.columnNames(), { code, askedBy })
}
