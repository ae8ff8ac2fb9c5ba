import type { ColumnTable } from 'arquero'
import { isMissing } from '../../tables/cells.ts'
import { toCsv } from '../../tables/csv.ts'
import { printable } from '../../text/printable.ts'
import { loadTextWidth, textWidth } from '../../text/terminal/textWidth.ts'

/** Digits of a number in a table for people; CSV and JSON keep them all. */
const SIGNIFICANT_DIGITS = 6
/** Between two columns of text. */
export const GAP = 2

/** The table in one of the forms that `thesis-report runs` prints. */
export async function formatTable(
  table: ColumnTable,
  format: 'text' | 'csv' | 'json' | 'md',
): Promise<string> {
  if (format === 'csv') return toCsv(table)
  if (format === 'json') return `${JSON.stringify(records(table), null, 2)}\n`
  const columns = table.columnNames()
  const rows = records(table).map((record) => columns.map((column) => record[column]))
  return format === 'md' ? markdown(columns, rows) : text(columns, rows)
}

async function text(
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<string> {
  const lines = [columns.map(printable), ...rows.map((row) => row.map(cellText))]
  const widths = await measure(lines)
  const numeric = columns.map((_, at) => rows.some((row) => typeof row[at] === 'number'))
  const pad = (cell: string, at: number) => {
    const padding = ' '.repeat((widths[at] ?? 0) - textWidth(cell))
    return numeric[at] ? padding + cell : cell + padding
  }
  return lines.map((line) => `${line.map(pad).join(' '.repeat(GAP)).trimEnd()}\n`).join('')
}

/** How wide each column is as text, in columns of the terminal. */
export async function columnWidths(table: ColumnTable): Promise<number[]> {
  const columns = table.columnNames()
  const rows = records(table).map((record) => columns.map((column) => cellText(record[column])))
  return measure([columns.map(printable), ...rows])
}

async function measure(lines: readonly (readonly string[])[]) {
  const cells = lines.flat()
  if (!cells.every((cell) => /^[ -~]*$/.test(cell))) await loadTextWidth()
  return (lines[0] ?? []).map((_, at) =>
    lines.reduce((widest, line) => Math.max(widest, textWidth(line[at] ?? '')), 0),
  )
}

function markdown(columns: readonly string[], rows: readonly unknown[][]): string {
  const escaped = (cell: string) => cell.replace(/[\\|<>*_`[\]]/g, '\\$&')
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  const header = line(columns.map((column) => escaped(printable(column))))
  const rule = line(
    columns.map((_, at) => (rows.some((row) => typeof row[at] === 'number') ? '--:' : '---')),
  )
  return (
    header + rule + rows.map((row) => line(row.map((cell) => escaped(cellText(cell))))).join('')
  )
}

function cellText(cell: unknown): string {
  if (isMissing(cell)) return ''
  if (typeof cell === 'number' && !Number.isInteger(cell)) {
    return String(Number(cell.toPrecision(SIGNIFICANT_DIGITS)))
  }
  return printable(typeof cell === 'object' ? JSON.stringify(cell) : String(cell))
}

/** One object a row; missing cells are null, and what JSON cannot say is text. */
function records(table: ColumnTable): Record<string, unknown>[] {
  const columns = table.columnNames()
  return Array.from({ length: table.numRows() }, (_, row) =>
    Object.fromEntries(columns.map((column) => [column, jsonCell(table.get(column, row))])),
  )
}

function jsonCell(cell: unknown): unknown {
  if (isMissing(cell)) return null
  if (typeof cell === 'bigint' || cell === Infinity || cell === -Infinity) return String(cell)
  return cell
}
