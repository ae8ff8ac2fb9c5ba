import { type ColumnTable, op } from 'arquero'
import { ReportError } from '../errors.ts'

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
  const rows = Array.from({ length: table.numRows() }, (_, row) => row)
  rows.sort((a, b) => {
    for (const column of columns) {
      const order = compareKeys(table.get(column, a), table.get(column, b))
      if (order !== 0) return order
    }
    return a - b
  })
  return table.reify(rows).groupby(...columns)
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

function compareKeys(a: unknown, b: unknown): number {
  const missing = Number(isMissing(a)) - Number(isMissing(b))
  if (missing !== 0 || isMissing(a)) return missing
  if (typeof a === 'number' && typeof b === 'number') return a - b
  const [textA, textB] = [String(a), String(b)]
  return textA < textB ? -1 : Number(textA > textB)
}

function isMissing(cell: unknown): boolean {
  return cell === null || cell === undefined || Number.isNaN(cell)
}
