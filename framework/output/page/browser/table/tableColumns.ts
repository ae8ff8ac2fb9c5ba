import type { CellComponent, ColumnDefinition, RowComponent } from 'tabulator-tables'
import { printable } from '../../../../text/printable.ts'
import type { PageCell } from '../../data/pageData.ts'
import { element } from '../dom.ts'
import { type Column, cellText, isBest } from '../model/runs.ts'
import type { TableView } from './tableView.ts'

/** A row as Tabulator holds it: the place of the row in the view. */
export interface TableRow {
  readonly id: number
}

/** Fields are numbers, since names of columns may be anything. */
export const fieldOf = (place: number): string => `c${place}`

/** In letters: longer texts may be cut where their column is narrow. */
const LONG_TEXT = 20

/** To measure more columns than this one by one takes seconds: their widths are reckoned. */
const MOST_MEASURED = 40
const WIDTH_PX = { least: 60, most: 260, letter: 7.5, heading: 44, cell: 20 }

/**
 * What Tabulator is told of the columns of a view. Titles and cells are texts in elements, never markup.
 *
 * @param isShown by name; so is `isSorted`, of the columns that the rows are sorted by
 */
export function tableColumns(
  view: TableView,
  {
    first,
    isShown,
    isSorted,
  }: {
    first: ColumnDefinition
    isShown: (column: string) => boolean
    isSorted: (column: string) => boolean
  },
): ColumnDefinition[] {
  const isMeasured = view.columns.filter(({ name }) => isShown(name)).length <= MOST_MEASURED
  return [
    first,
    // Columns that are not shown are not made: each takes as long as one that is.
    ...view.columns.flatMap((column, place): ColumnDefinition[] => {
      if (!isShown(column.name) && !isSorted(column.name)) return []
      const definition = {
        field: fieldOf(place),
        title: column.name,
        titleFormatter: () => titleElement(column.name, column.better),
        formatter: (cell) => cellElement(column, idOf(cell.getRow())),
        visible: isShown(column.name),
        hozAlign: column.isNumeric ? 'right' : 'left',
        headerHozAlign: column.isNumeric ? 'right' : 'left',
        sorter: (_a, _b, rowA, rowB, _column, dir) =>
          compareCells(cellAt(column.cells, rowA), cellAt(column.cells, rowB), dir),
        headerSortStartingDir: column.better === 'max' ? 'desc' : 'asc',
        ...(isMeasured
          ? { maxInitialWidth: WIDTH_PX.most }
          : { width: reckonedWidth(column, view.runs.length) }),
        minWidth: WIDTH_PX.least,
        ...(place === view.linkColumn && {
          formatter: (cell: CellComponent) => view.link(idOf(cell.getRow())),
          frozen: matchMedia('(min-width: 700px)').matches,
        }),
      } as ColumnDefinition
      return [definition]
    }),
  ]
}

/** About as wide as the texts of a column, in CSS pixels. */
function reckonedWidth({ name, better, cells, role, remarks }: Column, rows: number): number {
  const heading = (name.length + (better === null ? 0 : 2)) * WIDTH_PX.letter + WIDTH_PX.heading
  let letters = 0
  for (let row = 0; row < rows; row++) {
    const remark = remarks?.[row] ?? ''
    letters = Math.max(letters, cellText(cells[row], role).length + remark.length)
  }
  const width = Math.max(heading, letters * WIDTH_PX.letter + WIDTH_PX.cell)
  return Math.round(Math.max(WIDTH_PX.least, Math.min(WIDTH_PX.most, width)))
}

export function idOf(row: RowComponent): number {
  return (row.getData() as TableRow).id
}

function cellAt(cells: readonly PageCell[], row: RowComponent): PageCell {
  return cells[idOf(row)] ?? null
}

/** A button, so that the keyboard sorts too: Tabulator listens to clicks on the whole heading. */
function titleElement(name: string, better: 'min' | 'max' | null): HTMLElement {
  const arrow = better === null ? '' : better === 'min' ? ' ↓' : ' ↑'
  const said = better === null ? '' : better === 'min' ? ', lower is better' : ', higher is better'
  const title = element(
    'button',
    { type: 'button', class: 'heading' },
    element('bdi', {}, printable(name)),
  )
  if (arrow !== '') {
    title.append(
      element('span', { 'aria-hidden': 'true', class: 'arrow' }, arrow),
      element('span', { class: 'unseen' }, said),
    )
  }
  title.title = `${printable(name)}${said}`
  return title
}

function cellElement(column: Column, row: number): HTMLElement {
  const value = column.cells[row] ?? null
  if (value === null) return element('span', { class: 'missing' }, '–')
  const written = cellText(value, column.role)
  // A column may be narrower than what is in it.
  const text = element('bdi', written.length > LONG_TEXT ? { title: written } : {}, written)
  const remark = column.remarks?.[row]
  if (remark) return element('span', {}, text, element('span', { class: 'remark' }, ` (${remark})`))
  if (!isBest(column, row)) return text
  return element('strong', { class: 'best' }, text, element('span', { class: 'unseen' }, ' (best)'))
}

/** Numbers before texts, missing cells last whichever the direction. */
function compareCells(a: PageCell, b: PageCell, dir: 'asc' | 'desc'): number {
  const last = dir === 'asc' ? 1 : -1
  if (a === null || b === null) return a === b ? 0 : a === null ? last : -last
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}
