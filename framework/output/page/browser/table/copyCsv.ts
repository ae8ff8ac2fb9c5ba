import type { PageCell } from '../../data/pageData.ts'
import type { Column } from '../model/runs.ts'

/** What a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/

/** Rows of columns as CSV, in which no text is a formula. */
export function csvOf(columns: readonly Column[], rows: readonly number[]): string {
  const lines = [
    columns.map(({ name }) => field(name)),
    ...rows.map((row) => columns.map(({ cells }) => field(cells[row] ?? null))),
  ]
  return `${lines.map((cells) => cells.join(',')).join('\n')}\n`
}

function field(cell: PageCell): string {
  if (cell === null) return ''
  if (cell === Number.POSITIVE_INFINITY) return 'inf'
  if (cell === Number.NEGATIVE_INFINITY) return '-inf'
  if (typeof cell === 'boolean') return cell ? 'True' : 'False'
  if (typeof cell === 'number') return String(cell)
  const text = FORMULA.test(cell) ? `'${cell}` : cell
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Puts a text where the reader can paste it from, and says whether the browser let it. */
export async function copyText(text: string): Promise<boolean> {
  // Pages of plain HTTP have no clipboard of their own, and some settings deny it to all pages.
  return (await writeToClipboard(text)) || copySelection(text)
}

async function writeToClipboard(text: string): Promise<boolean> {
  if (navigator.clipboard === undefined) return false
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}

function copySelection(text: string): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}
