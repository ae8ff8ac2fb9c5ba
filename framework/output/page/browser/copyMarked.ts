import { noFormula } from '../../../text/noFormula.ts'
import { plainNumber } from '../../../text/numbers/plainNumber.ts'
import { give } from './clipboard.ts'
import { htmlTable } from './table/copyCsv.ts'

const TABLES = '.tabulator, table'
const ROWS = '.tabulator-headers, .tabulator-row, tr'
const CELLS = ':is(.tabulator-col, .tabulator-cell):not([tabulator-field="selected"]), td, th'

/**
 * Cells of a table that were marked with the mouse are copied with tabs between them, and as a table, with numbers as
 * programs read them and no text that a spreadsheet would take for a formula. The browser would copy them as they are
 * shown, those of Tabulator, which are none to it, without anything between them.
 */
export function copyMarkedCells(): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection()
    if (selection === null || selection.rangeCount === 0) return
    const range = selection.getRangeAt(0)
    const { commonAncestorContainer: holder } = range
    const table = (holder instanceof Element ? holder : holder.parentElement)?.closest(TABLES)
    const rows = [...(table?.querySelectorAll(ROWS) ?? [])]
      .filter((row) => range.intersectsNode(row))
      .map((row) => [...row.querySelectorAll(CELLS)].filter((cell) => isMarked(range, cell)))
      .filter((cells) => cells.length > 0)
      .map((cells) => cells.map(textOf))
    // Of a part of one cell, the browser knows best.
    if (rows.flat().length < 2) return
    const text = rows.map((cells) => cells.join('\t')).join('\n')
    give(event, { text, html: htmlTable(rows) })
  })
}

function textOf(cell: Element): string {
  const place = cell.matches('td, th') ? cell : cell.querySelector('bdi')
  const text = place?.textContent ?? ''
  return noFormula(plainNumber(text.trim().replace(/[\t\n\r]/g, ' ')))
}

/** Whether a part of a cell's text is in the range, or all of the cell. */
function isMarked(range: Range, cell: Element): boolean {
  const own = document.createRange()
  own.selectNodeContents(cell)
  const startsBefore = range.compareBoundaryPoints(Range.START_TO_START, own) <= 0
  const endsAfter = range.compareBoundaryPoints(Range.END_TO_END, own) >= 0
  if (startsBefore && endsAfter) return true
  if (!startsBefore) own.setStart(range.startContainer, range.startOffset)
  if (!endsAfter) own.setEnd(range.endContainer, range.endOffset)
  return own.toString() !== ''
}
