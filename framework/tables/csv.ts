import type { ColumnTable } from 'arquero'
import Papa from 'papaparse'
import { noFormula } from '../text/noFormula.ts'
import { isMissing } from './cells.ts'

/**
 * The table as CSV that pandas reads back as it was: a header, LF line ends, shortest floats that
 * read back to the same number, `inf`/`-inf`, `True`/`False`, and nothing for a missing cell.
 *
 * @param textOf what is written of a cell that is text. Default: the text
 */
export function toCsv(table: ColumnTable, textOf = (text: string) => text): string {
  const columns = table.columnNames()
  const rows = Array.from({ length: table.numRows() }, (_, row) =>
    columns.map((column) => csvCell(table.get(column, row), textOf)),
  )
  return `${Papa.unparse([columns, ...rows], { newline: '\n' })}\n`
}

/** CSV in which no text acts as a formula when a spreadsheet opens it, column names too ({@link noFormula}). */
export function defuseCsv(csv: string): string {
  const { data } = Papa.parse<string[]>(csv, { delimiter: ',', newline: '\n' })
  const rows = data.map((cells) => cells.map((cell) => noFormula(cell)))
  return Papa.unparse(rows, { newline: '\n' })
}

function csvCell(cell: unknown, textOf: (text: string) => string): string {
  if (isMissing(cell)) return ''
  if (cell === Infinity) return 'inf'
  if (cell === -Infinity) return '-inf'
  if (typeof cell === 'boolean') return cell ? 'True' : 'False'
  return textOf(typeof cell === 'object' ? JSON.stringify(cell) : String(cell))
}
