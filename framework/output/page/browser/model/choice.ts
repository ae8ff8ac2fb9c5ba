import type { RunSelection } from '../figures/liveFigure.ts'
import type { Runs } from './runs.ts'

/** Which runs the reader chose, and what depends on it. Rows are those of {@link Runs}. */
export class Choice {
  readonly #runs: Runs
  readonly #listeners: (() => void)[] = []
  #selected = new Set<number>()
  #highlight: RegExp | undefined
  #hide: RegExp | undefined

  constructor(runs: Runs) {
    this.#runs = runs
  }

  get selected(): ReadonlySet<number> {
    return this.#selected
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  toggle(row: number): void {
    if (!this.#selected.delete(row)) this.#selected.add(row)
    this.#changed()
  }

  select(rows: Iterable<number>): void {
    this.#selected = new Set(rows)
    this.#changed()
  }

  /** Patterns that names of runs match; undefined matches none. */
  match(highlight: RegExp | undefined, hide: RegExp | undefined): void {
    this.#highlight = highlight
    this.#hide = hide
    this.#changed()
  }

  isHidden(row: number): boolean {
    return this.#hide?.test(this.#runs.names[row] ?? '') ?? false
  }

  isHighlighted(row: number): boolean {
    return this.#selected.has(row) || (this.#highlight?.test(this.#runs.names[row] ?? '') ?? false)
  }

  /** As figures take it. */
  forFigures(): RunSelection {
    const named = (isOne: (row: number) => boolean) =>
      new Set(this.#runs.names.filter((_, row) => isOne(row)))
    return {
      highlighted: named((row) => this.isHighlighted(row)),
      hidden: named((row) => this.isHidden(row)),
    }
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }
}
