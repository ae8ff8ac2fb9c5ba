import type { RowComponent, Tabulator } from 'tabulator-tables'

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
  #current = { row: undefined as unknown, at: 0 }

  constructor(place: HTMLElement, tabulator: Tabulator, signal: AbortSignal) {
    this.#place = place
    this.#tabulator = tabulator
    place.addEventListener('focusin', (event) => this.#enter(event.target as Element), { signal })
    place.addEventListener('keydown', (event) => this.#step(event), { signal })
  }

  /** Makes the control where the reader was the only stop; the first one that is seen, if it is not there. */
  update(): void {
    const rows = this.#tabulator.getRows('visible')
    const current = rows.find((row) => row.getIndex() === this.#current.row) ?? rows[0]
    for (const control of this.#place.querySelectorAll<HTMLElement>(CONTROLS)) control.tabIndex = -1
    const stop = current && controlsOf(current)[this.#current.at]
    if (stop) stop.tabIndex = 0
  }

  #rowOf(target: Element): RowComponent | undefined {
    const element = target.closest('.tabulator-row')
    return this.#tabulator.getRows('visible').find((row) => row.getElement() === element)
  }

  #enter(target: Element): void {
    const row = target.matches(CONTROLS) ? this.#rowOf(target) : undefined
    if (row === undefined) return
    this.#current = { row: row.getIndex(), at: controlsOf(row).indexOf(target as HTMLElement) }
    this.update()
  }

  #step(event: KeyboardEvent): void {
    const step = STEPS[event.key]
    const target = event.target as Element
    const row = step && target.matches(CONTROLS) ? this.#rowOf(target) : undefined
    if (step === undefined || row === undefined) return
    event.preventDefault()
    const rows = this.#tabulator.getRows('active')
    const from = rows.findIndex((each) => each.getIndex() === row.getIndex())
    const to = rows[Math.max(0, Math.min(rows.length - 1, from + step[0]))]
    const last = controlsOf(row).length - 1
    const at = Math.max(0, Math.min(last, controlsOf(row).indexOf(target as HTMLElement) + step[1]))
    if (to) void this.#go(to, at)
  }

  async #go(row: RowComponent, at: number): Promise<void> {
    await this.#tabulator.scrollToRow(row, 'nearest', false)
    controlsOf(row)[at]?.focus()
  }
}

function controlsOf(row: RowComponent): HTMLElement[] {
  return [...row.getElement().querySelectorAll<HTMLElement>(CONTROLS)]
}
