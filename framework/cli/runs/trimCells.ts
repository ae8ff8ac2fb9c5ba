import { type ColumnTable, table as newTable } from 'arquero'
import { shorten } from '../../text/shorten.ts'

/** A column takes at most this share of the terminal, and never less than the letters below. */
const SHARE = 1 / 4
const MIN_LETTERS = 16

/** A table whose texts are short enough to stand side by side. */
export interface TrimmedTable {
  readonly table: ColumnTable
  /** Columns with shortened texts. */
  readonly trimmed: readonly string[]
}

/**
 * Takes out the middle of texts that are wider than a quarter of the terminal. A column in which
 * different texts would then look the same stays whole, and so do numbers.
 *
 * @param width of the terminal, in letters
 */
export function trimCells(table: ColumnTable, width: number): TrimmedTable {
  const most = Math.max(MIN_LETTERS, Math.floor(width * SHARE))
  const trimmed: string[] = []
  const columns = table.columnNames().map((name): [string, unknown[]] => {
    const cells = Array.from({ length: table.numRows() }, (_, row) => table.get(name, row))
    const short = cells.map((cell) => (typeof cell === 'string' ? shorten(cell, most) : cell))
    const isShorter = short.some((cell, row) => cell !== cells[row])
    if (!isShorter || new Set(short).size < new Set(cells).size) return [name, cells]
    trimmed.push(name)
    return [name, short]
  })
  return { table: newTable(columns), trimmed }
}
