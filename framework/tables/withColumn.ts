import type { ColumnTable } from 'arquero'
import { checkArguments, FUNCTION, TEXT } from '../text/checkOptions.ts'
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
 * @throws {ReportError} COLUMN_UNKNOWN where `cell` is asked for a column that the table lacks
 */
export function withColumn(
  table: ColumnTable,
  name: string,
  value: (cell: CellReader, row: number) => unknown,
): ColumnTable {
  const schemas = { runs: RUNS, name: TEXT, value: FUNCTION }
  checkArguments('OPTION_INVALID', 'withColumn', { runs: table, name, value }, schemas)
  const cells = Array.from({ length: table.numRows() }, (_, row) =>
    presentCell(value(cellReader(table, row), row)),
  )
  return table.assign(Object.fromEntries([[name, cells]]))
}
