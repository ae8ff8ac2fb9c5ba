import type { RowComponent, Tabulator } from 'tabulator-tables'
import { idOf } from './tableColumns.ts'

const CONTROLS = '.tabulator-cell :is(input, button)'
/** How far each key goes: rows, and places in a row. */
const STEPS: Readonly<Record<string, readonly [rows: number, places: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
  Home: [Number.NEGATIVE_INFINITY, 0],
  End: [Number.POSITIVE_INFINITY, 0],
}

/** The rows are one stop of the Tab key, whatever their number; arrows go from one to the next. */
export class RowKeys {
  readonly #place: HTMLElement
  readonly #tabulator: Tabulator
  /** The row where the reader was, and the control in it. */
  #current = { row: '', at: 0 }

  constructor(place: HTMLElement, tabulator: Tabulator, signal: AbortSignal) {
    this.#place = place
    this.#tabulator = tabulator
    place.addEventListener('focusin', (event) => this.#enter(event.target as Element), { signal })
    place.addEventListener('keydown', (event) => this.#step(event), { signal })
  }

  /** Makes the control where the reader was the only stop; the first one that is seen, if it is not there. */
  update(): void {
    const current =
      this.#place.querySelector(`.tabulator-row[data-id="${this.#current.row}"]`) ??
      this.#tabulator.getRows('visible')[0]?.getElement()
    for (const control of this.#place.querySelectorAll<HTMLElement>(CONTROLS)) control.tabIndex = -1
    const stop = current && controlsOf(current)[this.#current.at]
    if (stop) stop.tabIndex = 0
  }

  #enter(target: Element): void {
    const row = controlledRow(target)
    if (row === undefined) return
    const at = controlsOf(row).indexOf(target as HTMLElement)
    this.#current = { row: row.dataset.id ?? '', at }
    this.update()
  }

  #step(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    const row = controlledRow(event.target as Element)
    if (step === undefined || row === undefined) return
    event.preventDefault()
    const rows = this.#tabulator.getRows('active')
    const from = rows.findIndex((each) => String(idOf(each)) === row.dataset.id)
    const to = rows[Math.max(0, Math.min(rows.length - 1, from + step[0]))]
    const controls = controlsOf(row)
    const place = controls.indexOf(event.target as HTMLElement) + step[1]
    const at = Math.max(0, Math.min(controls.length - 1, place))
    if (to) void this.#go(to, at)
  }

  async #go(row: RowComponent, at: number): Promise<void> {
    await this.#tabulator.scrollToRow(row, 'nearest', false)
    controlsOf(row.getElement())[at]?.focus()
  }
}

/** The row of a control. */
function controlledRow(target: Element): HTMLElement | undefined {
  return target.matches(CONTROLS)
    ? (target.closest<HTMLElement>('.tabulator-row') ?? undefined)
    : undefined
}

function controlsOf(row: Element): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(CONTROLS)]
}
