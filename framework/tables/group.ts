import { type ColumnTable, op } from 'arquero'
import { ReportError } from '../errors.ts'
import { sortRuns } from './sort.ts'

/** How {@link aggregateRuns} sums up a column; `std` is the sample standard deviation (n - 1). */
export type Aggregate = keyof typeof AGGREGATES

const AGGREGATES = {
  mean: op.mean,
  std: op.stdev,
  min: op.min,
  max: op.max,
  median: op.median,
  sum: op.sum,
  count: op.valid,
}

/**
 * Groups the rows by one or more columns: an arquero grouped table, whose groups stand in the order
 * of their keys (numbers by value, texts by code point, missing last). Rows with a missing key form
 * a group of their own, so that no run is lost.
 *
 * @throws ReportError `GROUP_COLUMN_UNKNOWN` when the table lacks a key.
 */
export function groupRuns(table: ColumnTable, keys: string | readonly string[]): ColumnTable {
  const columns = typeof keys === 'string' ? [keys] : keys
  for (const column of columns) requireColumn(table, column)
  return sortRuns(table, columns).groupby(...columns)
}

/**
 * One row a group, in the order of {@link groupRuns}: the keys, `n` (its number of rows) and a column
 * `<column>.<aggregate>` for everything asked for, such as `{ 'loss.total_best': ['mean', 'std'] }`.
 * Missing cells do not count; where none is left, or one for `std`, the cell is missing.
 *
 * @throws ReportError `GROUP_COLUMN_UNKNOWN` when the table lacks a column.
 */
export function aggregateRuns(
  table: ColumnTable,
  keys: string | readonly string[],
  columns: Readonly<Record<string, readonly Aggregate[]>>,
): ColumnTable {
  const rollups: [string, unknown][] = [['n', op.count()]]
  for (const [column, aggregates] of Object.entries(columns)) {
    requireColumn(table, column)
    for (const name of aggregates) rollups.push([`${column}.${name}`, AGGREGATES[name](column)])
  }
  return groupRuns(table, keys).rollup(Object.fromEntries(rollups) as never)
}

function requireColumn(table: ColumnTable, column: string): void {
  if (table.columnIndex(column) >= 0) return
  throw new ReportError(
    'GROUP_COLUMN_UNKNOWN',
    `The runs have no column "${column}". Use one of: ${table.columnNames().join(', ')}.`,
  )
}
