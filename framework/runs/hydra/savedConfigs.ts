import {
  isSavedUnder,
  readSaved,
  type SavedEntry,
  type SavedValue,
  savedKey,
} from './savedValues.ts'

/**
 * The saved values of all runs of a load, to be asked by key. Most runs have the same keys in the
 * same order: then what differs is found by comparing references, place by place.
 */
export class SavedConfigs {
  /** Every key that any run has, in order of appearance. */
  readonly keys = new Set<string>()
  /** Keys whose saved texts differ between runs, or that some runs lack. */
  readonly differing = new Set<string>()
  readonly #runs: readonly (readonly SavedValue[])[]
  readonly #layouts: Layout[] = []
  /** The layout of each run. */
  readonly #layoutOfRun: readonly Layout[]
  readonly #entries = new Map<SavedValue, SavedEntry>()

  constructor(runs: readonly (readonly SavedValue[])[]) {
    this.#runs = runs
    let last: Layout | undefined
    this.#layoutOfRun = runs.map((run) => {
      last = this.#layoutOf(run, last)
      return last
    })
    for (const { places } of this.#layouts) for (const key of places.keys()) this.keys.add(key)
    this.#compareLayouts()
  }

  /** What a run has under a key; undefined where it has none. */
  entry(run: number, key: string): SavedEntry | undefined {
    const place = this.#layoutOfRun[run]?.places.get(key)
    const saved = place === undefined ? undefined : this.#runs[run]?.[place]
    if (saved === undefined) return undefined
    const known = this.#entries.get(saved)
    if (known) return known
    const entry = readSaved(saved)
    this.#entries.set(saved, entry)
    return entry
  }

  #layoutOf(run: readonly SavedValue[], last: Layout | undefined): Layout {
    if (last && this.#fits(run, last)) return last
    const known = this.#layouts.find((layout) => layout !== last && this.#fits(run, layout))
    if (known) return known
    const layout = { first: run, places: new Map(run.map((saved, i) => [savedKey(saved), i])) }
    this.#layouts.push(layout)
    return layout
  }

  /** Whether a run has the keys of a layout; then notes where its values differ. */
  #fits(run: readonly SavedValue[], { first }: Layout): boolean {
    if (run.length !== first.length) return false
    const changed: string[] = []
    for (let place = 0; place < run.length; place++) {
      if (run[place] === first[place]) continue
      const key = savedKey(first[place] as SavedValue)
      if (!isSavedUnder(run[place], key)) return false
      changed.push(key)
    }
    for (const key of changed) this.differing.add(key)
    return true
  }

  #compareLayouts(): void {
    const [reference, ...others] = this.#layouts
    if (!reference) return
    for (const { first, places } of others) {
      for (const key of this.keys) {
        const [a, b] = [reference.places.get(key), places.get(key)]
        const isSame =
          a === undefined || b === undefined ? a === b : reference.first[a] === first[b]
        if (!isSame) this.differing.add(key)
      }
    }
  }
}

/** The keys of runs that have the same ones in the same order. */
interface Layout {
  /** The values of the first such run. */
  readonly first: readonly SavedValue[]
  /** Key -> its place among the values. */
  readonly places: ReadonlyMap<string, number>
}
