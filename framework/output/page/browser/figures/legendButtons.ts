import type { Figure } from '../../../../plots/figure.ts'
import type { DrawnFigure } from './drawOnCanvas.ts'
import { legendTargets, type Target } from './legendTargets.ts'
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
    const entries = legend.filter(
      (entry) => entryText(this.#figure, entry) !== '' && isEntryOfMarks(this.#figure, entry),
    )
    const targets = legendTargets(entries.map((entry) => scaled(entry, scale)))
    for (const [at, entry] of entries.entries()) {
      const text = entryText(this.#figure, entry)
      const key = entryKey(entry)
      before.delete(key)
      const button = this.#buttons.get(key) ?? this.#add(key)
      setAttributes(button, {
        'aria-label': text,
        'aria-pressed': String(!off.has(key)),
        title: text,
      })
      const target = targets[at]
      if (target) placeAt(button, 1, target)
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

function scaled({ left, top, width, height }: Target, scale: number): Target {
  return { left: left * scale, top: top * scale, width: width * scale, height: height * scale }
}
