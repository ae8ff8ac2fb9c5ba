import type { Vitest } from 'vitest/node'

/** The files of a run whose change makes a report worth making again; not what reports write. */
const FACTS = /[\\/]facts[\\/](?:events\.jsonl|scalars\.csv)$/

/**
 * Makes Vitest run the reports again when facts of their runs change, so that a training is followed
 * live. Runs usually lie outside the project, so their folders are added to the watcher once a
 * report has said where they are.
 */
export class RunsWatcher {
  readonly #vitest: Vitest

  constructor(vitest: Vitest) {
    this.#vitest = vitest
    if (!vitest.config.watch) return
    vitest.config.watchTriggerPatterns ??= []
    vitest.config.watchTriggerPatterns.push({
      pattern: FACTS,
      testsToRun: () => vitest.state.getFilepaths().filter((file) => /\.report\.\w+$/.test(file)),
    })
  }

  /** @param folders absolute; those that are watched already, or do not exist yet, do no harm */
  add(folders: readonly string[]): void {
    if (this.#vitest.config.watch) this.#vitest.vite.watcher.add([...folders])
  }
}
