import type { ColumnTable } from 'arquero'
import { type ErrorCode, ReportError } from '../errors.ts'
import { didYouMean } from '../text/nearest.ts'
import { resolveColumn } from './columnAliases.ts'

/** More columns are not read. */
const MOST_NAMED = 40

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
  const known = table.columnNames()
  const more = known.length > MOST_NAMED ? ` and ${known.length - MOST_NAMED} more` : ''
  throw new ReportError(
    code,
    `${askedBy === undefined ? 'The' : `${askedBy}: the`} runs have no column "${name}". ` +
      `${didYouMean(name, known)}They have: ${known.slice(0, MOST_NAMED).join(', ')}${more}.`,
  )
}
