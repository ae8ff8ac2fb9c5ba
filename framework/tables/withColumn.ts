import type { ColumnTable } from 'arquero'
import { ReportError } from '../errors.ts'
import { checkArguments, FUNCTION, hasMethods, TEXT } from '../text/checkOptions.ts'
import { presentCell } from './cells.ts'
import { requireColumn } from './requireColumn.ts'
import { RUNS } from './schemas/runsSchemas.ts'

/**
 * Reads a cell of the row at hand by its column name: null where the run has no value.
 *
 * @throws {ReportError} COLUMN_UNKNOWN where the table has no such column
 */
export type CellReader = (column: string) => unknown

/** The cells of a row, by their column names. */
export function cellReader(table: ColumnTable, row: number): CellReader {
  return (column) =>
    presentCell(table.get(requireColumn(table, column, { code: 'COLUMN_UNKNOWN' }), row))
}

/**
 * The table with one more column, worked out row by row; a column of that name is replaced in its
 * place. Return null where there is no value; undefined and NaN become null. A cell without a value is
 * null, which JavaScript calculates with as with 0: ask for `typeof value === 'number'` first.
 *
 * @throws {ReportError} COLUMN_UNKNOWN where `cell` is asked for a column that the table lacks;
 *   `OPTION_INVALID` where `value` returns a promise
 */
export function withColumn<Cell>(
  table: ColumnTable,
  name: string,
  value: ((cell: CellReader, row: number) => Cell) & NoPromise<Cell>,
): ColumnTable {
  const schemas = { runs: RUNS, name: TEXT, value: FUNCTION }
  checkArguments('OPTION_INVALID', 'withColumn', { runs: table, name, value }, schemas)
  const cells = Array.from({ length: table.numRows() }, (_, row) =>
    presentCell(settled(name, value(cellReader(table, row), row))),
  )
  return table.assign(Object.fromEntries([[name, cells]]))
}

/** Lets no async function pass: its cells would be what is still to come. */
type NoPromise<Cell> = Cell extends PromiseLike<unknown> ? never : unknown

function settled(name: string, value: unknown): unknown {
  if (!hasMethods(value, 'then')) return value
  throw new ReportError(
    'OPTION_INVALID',
    `withColumn: the cells of "${name}" are promises, since the function is async. Await what they need ` +
      'first: const values = await Promise.all(…), then withColumn(runs, name, (_, row) => values[row]).',
  )
}
