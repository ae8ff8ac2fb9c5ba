import { SavedConfigs } from '../hydra/savedConfigs.ts'
import type { Cell, LoadedRun } from '../runRecord.ts'
import { splitOf } from './sameSplit.ts'

/** What each run of a load has for a key: set by an override, or saved in its composed config. */
export class SweepValues {
  /** Keys that an override sets in some run, in order of appearance, with their package marks. */
  readonly setKeys: ReadonlySet<string>
  readonly #hydrasKeys: ReadonlySet<string>
  readonly #overrides: readonly ReadonlyMap<string, Cell>[]
  readonly #saved: SavedConfigs
  readonly #cells = new Map<string, readonly Cell[]>()
  #sections: ReadonlySet<string> | undefined

  constructor(runs: readonly Pick<LoadedRun, 'overrides' | 'saved' | 'isJob'>[]) {
    this.#overrides = runs.map(
      ({ overrides }) => new Map(overrides.map(({ key, value }) => [key, value])),
    )
    this.#saved = new SavedConfigs(runs.map(({ saved }) => saved))
    const [setKeys, hydrasKeys] = [new Set<string>(), new Set<string>()]
    for (const { isJob, overrides } of runs) {
      for (const { key } of overrides) {
        setKeys.add(key)
        if (isJob) hydrasKeys.add(key)
      }
    }
    this.setKeys = setKeys
    this.#hydrasKeys = hydrasKeys
  }

  /** Every key that a run has. */
  get keys(): Set<string> {
    return new Set([...this.setKeys, ...this.#saved.keys])
  }

  /** Whether a job that Hydra ran has a key: set by an override, or in its config. */
  isHydras(key: string): boolean {
    return this.#hydrasKeys.has(key) || this.#saved.keys.has(key)
  }

  /** Keys that nobody set, whose text in the configs differs between runs. */
  get changedKeys(): string[] {
    return [...this.#saved.differing].filter(
      (key) => !this.setKeys.has(key) && splitOf(this.writtenOf(key)).size > 1,
    )
  }

  /** The values of all runs: what an override sets, else what the composed config has. */
  cellsOf(key: string): readonly Cell[] {
    const known = this.#cells.get(key)
    if (known) return known
    const cells = this.#overrides.map((overrides, run) => {
      const set = overrides.get(key)
      return set === undefined ? (this.#saved.entry(run, key)?.value ?? null) : set
    })
    this.#cells.set(key, cells)
    return cells
  }

  /** The value that a run's own overrides set; null where they do not, or delete it. */
  setCell(run: number, key: string): Cell {
    return this.#overrides[run]?.get(key) ?? null
  }

  differs(key: string): boolean {
    return splitOf(this.cellsOf(key)).size > 1
  }

  /** Whether a key chooses the option of a config group: below it stands what the option brings. */
  isGroup(key: string): boolean {
    this.#sections ??= sectionsOf(this.#saved.keys)
    return key.includes('/') || this.#sections.has(key)
  }

  /** What the configs of all runs have for a key as it is written there, interpolations unresolved. */
  writtenOf(key: string): Cell[] {
    return this.#overrides.map((_, run) => this.#saved.entry(run, key)?.written ?? null)
  }
}

/** The keys that have others below them: `model` and `model.net` of `model.net.depth`. */
function sectionsOf(keys: Iterable<string>): Set<string> {
  const sections = new Set<string>()
  for (const key of keys) {
    for (let end = key.lastIndexOf('.'); end > 0; end = key.lastIndexOf('.', end - 1)) {
      const section = key.slice(0, end)
      if (sections.has(section)) break
      sections.add(section)
    }
  }
  return sections
}
