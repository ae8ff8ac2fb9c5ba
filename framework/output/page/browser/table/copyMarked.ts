import { noFormula } from '../../../../text/noFormula.ts'
import { give } from '../clipboard.ts'
import { htmlTable } from './copyCsv.ts'

const ROWS = '.tabulator-headers, .tabulator-row'
const CELLS = ':is(.tabulator-col, .tabulator-cell):not([tabulator-field="selected"])'

/**
 * Cells that were marked with the mouse are copied with tabs between them, and as a table: the browser would join
 * them without anything, since Tabulator's cells are none to it.
 */
export function copyMarkedCells(place: HTMLElement): void {
  document.addEventListener('copy', (event) => {
    const selection = getSelection()
    if (selection === null || selection.rangeCount === 0) return
    const range = selection.getRangeAt(0)
    if (!place.contains(range.commonAncestorContainer)) return
    const rows = [...place.querySelectorAll(ROWS)]
      .filter((row) => range.intersectsNode(row))
      .map((row) => [...row.querySelectorAll(CELLS)].filter((cell) => isMarked(range, cell)))
      .filter((cells) => cells.length > 0)
      .map((cells) => cells.map((cell) => noFormula(cell.querySelector('bdi')?.textContent ?? '')))
    // Of a part of one cell, the browser knows best.
    if (rows.flat().length < 2) return
    const lines = rows.map((cells) => cells.map((cell) => cell.replace(/[\t\n\r]/g, ' ')))
    const text = lines.map((cells) => cells.join('\t')).join('\n')
    give(event, { text, html: htmlTable(rows) })
  })
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
