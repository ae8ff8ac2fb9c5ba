import {
  isSavedUnder,
  readSaved,
  type SavedEntry,
  type SavedValue,
  savedKey,
} from './savedValues.ts'

/** The saved values of all runs of a load, to be asked by key. */
export class SavedConfigs {
  /** Every key that any run has, in order of appearance. */
  readonly keys: ReadonlySet<string>
  /** Keys whose saved texts differ between runs, or that some runs lack. */
  readonly differing: ReadonlySet<string>
  readonly #runs: readonly (readonly SavedValue[])[]
  /** Key -> where its value stood in the run that was asked last: most often in the next one too. */
  readonly #places = new Map<string, number>()

  constructor(runs: readonly (readonly SavedValue[])[]) {
    this.#runs = runs
    const [first = []] = runs
    const common = new Set(first)
    const keys = new Set(first.map(savedKey))
    const inAll = keys.size
    const differing = new Set<string>()
    for (const run of runs) {
      let shared = 0
      for (const saved of run) {
        if (common.has(saved)) {
          shared++
          continue
        }
        const key = savedKey(saved)
        keys.add(key)
        differing.add(key)
      }
      // Only then may a key of the first run be missing here.
      if (shared < inAll) for (const key of missingKeys(first, run)) differing.add(key)
    }
    this.keys = keys
    this.differing = differing
  }

  /** What a run has under a key; undefined where it has none. */
  entry(run: number, key: string): SavedEntry | undefined {
    const saved = this.#runs[run] ?? []
    const place = this.#places.get(key) ?? -1
    if (isSavedUnder(saved[place], key)) return readSaved(saved[place] as SavedValue)
    const found = saved.findIndex((each) => isSavedUnder(each, key))
    if (found < 0) return undefined
    this.#places.set(key, found)
    return readSaved(saved[found] as SavedValue)
  }
}

function missingKeys(first: readonly SavedValue[], run: readonly SavedValue[]): string[] {
  const present = new Set(run)
  const missing = first.filter((saved) => !present.has(saved))
  if (missing.length === 0) return []
  const keys = new Set(run.map(savedKey))
  return missing.map(savedKey).filter((key) => !keys.has(key))
}
