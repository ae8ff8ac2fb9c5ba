import type { Figure } from '../../../../plots/figure.ts'
import type { DrawnFigure } from './drawOnCanvas.ts'
import { element, placeAt, type Stage, setAttributes } from './stage.ts'
import { entryKey, entryText, isEntryOfMarks } from './view/legendEntries.ts'

/** Buttons over the entries of the legend that something in the figure stands for. */
export class LegendButtons {
  readonly #stage: Stage
  readonly #figure: Figure
  readonly #onToggle: (key: string) => void
  readonly #buttons = new Map<string, HTMLButtonElement>()

  /** @param onToggle receives the key of an entry */
  constructor(stage: Stage, figure: Figure, onToggle: (key: string) => void) {
    this.#stage = stage
    this.#figure = figure
    this.#onToggle = onToggle
  }

  /** Puts the buttons where the entries are drawn. */
  place({ legend }: DrawnFigure, off: ReadonlySet<string>, scale: number): void {
    const before = new Set(this.#buttons.keys())
    for (const entry of legend) {
      const text = entryText(this.#figure, entry)
      if (text === '' || !isEntryOfMarks(this.#figure, entry)) continue
      const key = entryKey(entry)
      before.delete(key)
      const button = this.#buttons.get(key) ?? this.#add(key)
      setAttributes(button, {
        'aria-label': text,
        'aria-pressed': String(!off.has(key)),
        title: text,
      })
      placeAt(button, scale, entry)
    }
    for (const key of before) {
      this.#buttons.get(key)?.remove()
      this.#buttons.delete(key)
    }
  }

  #add(key: string): HTMLButtonElement {
    const button = element('button', 'live-figure-entry')
    button.type = 'button'
    button.addEventListener('click', () => this.#onToggle(key))
    this.#stage.paper.append(button)
    this.#buttons.set(key, button)
    return button
  }
}
