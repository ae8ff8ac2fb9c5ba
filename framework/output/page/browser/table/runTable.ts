import {
  type ColumnDefinition,
  FormatModule,
  FrozenColumnsModule,
  InteractionModule,
  MoveColumnsModule,
  ResizeColumnsModule,
  type RowComponent,
  SortModule,
  Tabulator,
} from 'tabulator-tables'
import { element } from '../dom.ts'
import type { Choice } from '../model/choice.ts'
import type { ViewState } from '../model/fragment.ts'
import type { Column } from '../model/runs.ts'
import { describeRow, describeTable, numberRows } from './describeTable.ts'
import { RowKeys } from './rowKeys.ts'
import { fieldOf, idOf, type TableRow, tableColumns } from './tableColumns.ts'
import type { TableView } from './tableView.ts'

Tabulator.registerModule([
  FormatModule,
  FrozenColumnsModule,
  InteractionModule,
  MoveColumnsModule,
  ResizeColumnsModule,
  SortModule,
])

/** More rows scroll within the table, so that only those that are seen are elements. */
const MAX_HEIGHT = '70vh'
const ROWS_WITHOUT_SCROLLING = 25

/** What the reader made of the columns. */
export interface TableLayout {
  readonly columns: readonly string[]
  readonly sort: NonNullable<ViewState['sort']>
}

/** The table of a view, on the screen. */
export class RunTable {
  readonly view: TableView
  readonly #choice: Choice
  readonly #tabulator: Tabulator
  readonly #keys: RowKeys
  readonly #whenBuilt: Promise<void>
  readonly #end = new AbortController()

  /**
   * @param layout how the reader left it
   * @param passes whether the filter leaves a run
   */
  constructor(
    place: HTMLElement,
    {
      view,
      choice,
      layout,
      isShown,
      passes,
      onLayout,
    }: {
      view: TableView
      choice: Choice
      layout: Partial<TableLayout>
      isShown: (column: Column) => boolean
      passes: (run: number) => boolean
      onLayout: (changed: Partial<TableLayout>) => void
    },
  ) {
    const known = layout.columns?.filter((name) =>
      view.columns.some((column) => column.name === name),
    )
    // An address of another report may name none that are here.
    const wanted = known?.length === 0 ? undefined : known
    this.view = inOrder(view, wanted)
    this.#choice = choice
    const shown = new Set(wanted ?? this.view.columns.filter(isShown).map(({ name }) => name))
    const rows = this.#rowsOf(passes)
    this.#tabulator = new Tabulator(place, {
      data: rows,
      index: 'id',
      nestedFieldSeparator: false,
      columns: tableColumns(this.view, {
        first: this.#checkboxColumn(),
        isShown: (name) => shown.has(name),
        isSorted: (name) => layout.sort?.some(({ column }) => column === name) ?? false,
      }),
      layout: 'fitDataFill',
      movableColumns: true,
      headerSortClickElement: 'header',
      columnHeaderSortMulti: true,
      placeholder: 'No run passes the filter.',
      ...(rows.length > ROWS_WITHOUT_SCROLLING && { maxHeight: MAX_HEIGHT }),
      rowFormatter: (row) => this.#mark(row),
      initialSort: (layout.sort ?? []).flatMap(({ column, dir }) => {
        const at = this.view.columns.findIndex(({ name }) => name === column)
        return at < 0 ? [] : [{ column: fieldOf(at), dir }]
      }),
    } as ConstructorParameters<typeof Tabulator>[1])
    this.#whenBuilt = new Promise((resolve) => {
      this.#tabulator.on('tableBuilt', () => {
        describeTable(place, this.view.unit)
        this.#tabulator.on('renderComplete', () => this.#describeRows(place))
        this.#tabulator.on('scrollVertical', () => this.#describeRows(place))
        this.#describeRows(place)
        resolve()
      })
    })
    this.#keys = new RowKeys(place, this.#tabulator, this.#end.signal)
    // Tabulator's own module draws again when the table is first seen, and takes the focus away with it.
    addEventListener('resize', () => this.#tabulator.redraw(), { signal: this.#end.signal })
    this.#tabulator.on('rowClick', (event, row) => this.#click(event as MouseEvent, row))
    this.#whenBuilt.then(() => {
      this.#tabulator.on('columnMoved', () => onLayout({ columns: this.#shownNames() }))
      this.#tabulator.on('dataSorted', () => onLayout({ sort: this.#sorting() }))
    })
  }

  /** Rows of the view in the order of the screen. */
  rows(): number[] {
    return this.#tabulator.getRows('active').map(idOf)
  }

  /** Shows the rows with a run that passes. */
  async filter(passes: (run: number) => boolean): Promise<void> {
    await this.#whenBuilt
    await this.#tabulator.replaceData(this.#rowsOf(passes))
  }

  #rowsOf(passes: (run: number) => boolean): TableRow[] {
    return this.view.runs.flatMap((runs, id) => (runs.some(passes) ? [{ id }] : []))
  }

  shownColumns(): Column[] {
    return this.#tabulator
      .getColumns()
      .filter((column) => column.isVisible() && /^c\d/.test(column.getField() ?? ''))
      .flatMap((column) => this.view.columns[Number(column.getField().slice(1))] ?? [])
  }

  #shownNames(): string[] {
    return this.shownColumns().map(({ name }) => name)
  }

  #sorting(): TableLayout['sort'] {
    return this.#tabulator.getSorters().flatMap(({ field, dir }) => {
      const column = this.view.columns[Number(field.slice(1))]
      return column === undefined ? [] : [{ column: column.name, dir }]
    })
  }

  /** Shows what the choice of runs has become. */
  async refresh(): Promise<void> {
    await this.#whenBuilt
    // Not made anew, so that the box that was ticked keeps the focus.
    for (const row of this.#tabulator.getRows('visible')) this.#mark(row)
  }

  /** Only rows that are seen are elements, and an element keeps its row when the order changes. */
  #describeRows(place: HTMLElement): void {
    numberRows(place, this.#tabulator)
    this.#keys.update()
  }

  async destroy(): Promise<void> {
    await this.#whenBuilt
    this.#end.abort()
    this.#tabulator.destroy()
  }

  #checkboxColumn(): ColumnDefinition {
    return {
      title: 'selected',
      titleFormatter: () => element('span', { class: 'unseen' }, 'selected'),
      field: 'selected',
      width: 36,
      headerSort: false,
      resizable: false,
      frozen: matchMedia('(min-width: 700px)').matches,
      formatter: (cell) => {
        const runs = this.view.runs[idOf(cell.getRow())] ?? []
        const box = element('input', {
          type: 'checkbox',
          'aria-label': `Select this ${this.view.unit}`,
        })
        box.checked = this.#isSelected(runs)
        box.addEventListener('change', () => this.#toggle(runs))
        return box
      },
    }
  }

  #toggle(runs: readonly number[]): void {
    const selected = new Set(this.#choice.selected)
    const isAll = runs.every((run) => selected.has(run))
    for (const run of runs) {
      if (isAll) selected.delete(run)
      else selected.add(run)
    }
    this.#choice.select(selected)
  }

  /** A click on anything that does something itself, or that ends the marking of text, selects nothing. */
  #click(event: MouseEvent, row: RowComponent): void {
    if ((event.target as Element).closest('button, input')) return
    if (String(getSelection()) !== '') return
    this.#toggle(this.view.runs[idOf(row)] ?? [])
  }

  #isSelected(runs: readonly number[]): boolean {
    return runs.length > 0 && runs.every((run) => this.#choice.selected.has(run))
  }

  #mark(row: RowComponent): void {
    const id = idOf(row)
    const runs = this.view.runs[id] ?? []
    const isSelected = this.#isSelected(runs)
    const isHighlighted = !isSelected && runs.some((run) => this.#choice.isHighlighted(run))
    describeRow(row.getElement(), { id, isSelected, isHighlighted })
  }
}

/** The view with the columns of a layout first, as they were left. */
function inOrder(view: TableView, wanted: readonly string[] | undefined): TableView {
  if (wanted === undefined) return view
  const linked = view.columns[view.linkColumn]
  const first = wanted.flatMap((name) => view.columns.find((column) => column.name === name) ?? [])
  const columns = [...first, ...view.columns.filter((column) => !first.includes(column))]
  return { ...view, columns, linkColumn: columns.indexOf(linked as Column) }
}
