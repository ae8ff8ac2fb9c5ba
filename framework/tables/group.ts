import { type ColumnTable, op } from 'arquero'
import * as v from 'valibot'
import { ReportError } from '../errors.ts'
import { checkArguments, oneOrMore, TEXT } from '../text/checkOptions.ts'
import { didYouMean } from '../text/nearest.ts'
import { recordOf } from '../text/schema/recordOf.ts'
import { presentCell } from './cells.ts'
import { groupBy } from './groupBy.ts'
import { requireColumn } from './requireColumn.ts'
import { RUNS } from './schemas/runsSchemas.ts'
import { sortRuns } from './sort.ts'
import { cellValue, valueKey } from './valueKey.ts'

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

const KEYS = oneOrMore(TEXT)
const COLUMNS = recordOf(v.array(TEXT))
const UNKNOWN_COLUMN = { code: 'GROUP_COLUMN_UNKNOWN' } as const

export const AGGREGATE_NAMES = Object.keys(AGGREGATES) as readonly Aggregate[]

/**
 * Groups the rows by one or more columns: an arquero grouped table, whose groups stand in the order
 * of their keys (numbers by value, texts in natural order, missing last). All spellings of a value
 * are one group (see `valueKey`), and the keys are written in one form: `"1e-3"` and `0.001` are
 * 0.001. Rows with a missing key form a group of their own, so that no run is lost.
 *
 * @throws {ReportError} GROUP_COLUMN_UNKNOWN when the table lacks a key.
 */
export function groupRuns(table: ColumnTable, keys: string | readonly string[]): ColumnTable {
  checkArguments('OPTION_INVALID', 'groupRuns', { runs: table, keys }, { runs: RUNS, keys: KEYS })
  const columns = [keys].flat().map((column) => requireColumn(table, column, UNKNOWN_COLUMN))
  const sorted = sortRuns(table, columns)
  const inOneForm = columns.map((name) => ({
    name,
    values: Array.from(cells(sorted, name), groupKey),
  }))
  const assigned = sorted.assign(
    Object.fromEntries(inOneForm.map(({ name, values }) => [name, values])),
  )
  return columns.length === 0 ? assigned : assigned.create(groupsBy(inOneForm))
}

/** What arquero's own `groupby` makes, which would first parse the names of the columns as a program. */
function groupsBy(columns: readonly { readonly name: string; readonly values: unknown[] }[]) {
  const nRows = columns[0]?.values.length ?? 0
  const keyOf = (row: number) => JSON.stringify(columns.map(({ values }) => valueKey(values[row])))
  const groups = [...groupBy(Array(nRows).keys(), keyOf).values()]
  const keys = new Uint32Array(nRows)
  for (const [group, rows] of groups.entries()) for (const row of rows) keys[row] = group
  return {
    groups: {
      names: columns.map(({ name }) => name),
      get: columns.map(
        ({ values }) =>
          (row: number) =>
            values[row],
      ),
      rows: groups.map(([row = 0]) => row),
      size: groups.length,
      keys,
    },
  }
}

/**
 * One row a group, in the order of {@link groupRuns}: the keys, `n` (its number of rows) and a column
 * `<column>.<aggregate>` for everything asked for, such as `{ 'loss.total_best': ['mean', 'std'] }`.
 * Missing cells do not count; where none is left, or one for `std`, the cell is null.
 *
 * @throws {ReportError} GROUP_COLUMN_UNKNOWN when the table lacks a column, `AGGREGATE_UNKNOWN`.
 */
export function aggregateRuns(
  table: ColumnTable,
  keys: string | readonly string[],
  columns: Readonly<Record<string, readonly Aggregate[]>>,
): ColumnTable {
  const name = 'aggregateRuns'
  const schemas = { runs: RUNS, keys: KEYS, columns: COLUMNS }
  checkArguments('OPTION_INVALID', name, { runs: table, keys, columns }, schemas)
  const rollups: [string, unknown][] = [['n', op.count()]]
  for (const [column, aggregates] of Object.entries(columns)) {
    const known = requireColumn(table, column, UNKNOWN_COLUMN)
    for (const name of aggregates) {
      rollups.push([`${column}.${name}`, requireAggregate(name)(known)])
    }
  }
  const rolledUp = groupRuns(table, keys).rollup(Object.fromEntries(rollups) as never)
  const present = rollups.map(([name]) => [name, Array.from(cells(rolledUp, name), presentCell)])
  return rolledUp.assign(Object.fromEntries(present))
}

function cells(table: ColumnTable, column: string): Iterable<unknown> {
  return table.array(column) as Iterable<unknown>
}

/** A key as arquero tells keys apart. Integers beyond 2^53 are text: it takes no bigint. */
function groupKey(cell: unknown): unknown {
  const value = cellValue(cell)
  return typeof value === 'bigint' ? String(value) : value
}

function requireAggregate(name: string): (column: string) => unknown {
  if (Object.hasOwn(AGGREGATES, name)) return AGGREGATES[name as Aggregate]
  const known = Object.keys(AGGREGATES)
  throw new ReportError(
    'AGGREGATE_UNKNOWN',
    `aggregateRuns: there is no aggregate "${name}". ${didYouMean(name, known)}Use one of: ` +
      `${known.join(', ')}.`,
  )
}
