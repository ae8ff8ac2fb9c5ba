import { escapeHtml } from '../../../../text/html.ts'
import { noFormula } from '../../../../text/noFormula.ts'
import type { PageCell } from '../../data/pageData.ts'
import type { Copied } from '../clipboard.ts'
import type { Column } from '../model/runs.ts'

/**
 * Rows of columns as CSV, in which no text is a formula, and as a table, which spreadsheets put into their cells
 * where they would put a line of CSV into one.
 */
export function copiedRows(columns: readonly Column[], rows: readonly number[]): Required<Copied> {
  const texts = [
    columns.map(({ name }) => textOf(name)),
    ...rows.map((row) => columns.map(({ cells }) => textOf(cells[row] ?? null))),
  ]
  const lines = texts.map((cells) => cells.map(quoted).join(','))
  return { text: `${lines.join('\n')}\n`, html: htmlTable(texts) }
}

/** Texts as a table. */
export function htmlTable(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((cells) => cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join(''))
  return `<table>${lines.map((cells) => `<tr>${cells}</tr>`).join('')}</table>`
}

function textOf(cell: PageCell): string {
  if (cell === null) return ''
  if (cell === Number.POSITIVE_INFINITY) return 'inf'
  if (cell === Number.NEGATIVE_INFINITY) return '-inf'
  if (typeof cell === 'boolean') return cell ? 'True' : 'False'
  if (typeof cell === 'number') return String(cell)
  return noFormula(cell)
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
