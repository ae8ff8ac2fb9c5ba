import { existsSync, rmSync } from 'node:fs'
import type { TaskMeta } from 'vitest'
import { recordFile } from '../../output/staging/stagingRecord.ts'

/** What has been done of the reports that are being made, for whoever interrupts them. */
export class Interruption {
  readonly #done: string[] = []
  readonly #unfinished = new Set<string>()
  #isCached = false
  readonly #print: (line: string) => void
  readonly #onSignal = () => this.#tell()

  /** @param print prints a line at once */
  constructor(print: (line: string) => void) {
    this.#print = print
  }

  /** Waits for signals; Vitest itself ends the process on them. */
  begin(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.prependListener(signal, this.#onSignal)
  }

  end(): void {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, this.#onSignal)
    this.#done.length = 0
    this.#unfinished.clear()
    this.#isCached = false
  }

  /**
   * @param unfinished the folder of the report's files so far, absolute
   * @param isCached whether what the report reads stays in a cache. Default false
   */
  add(
    part: string,
    { unfinished, isCached = false }: Pick<TaskMeta, 'unfinished' | 'isCached'>,
  ): void {
    this.#done.push(part)
    if (unfinished !== undefined) this.#unfinished.add(unfinished)
    if (isCached) this.#isCached = true
  }

  #tell(): void {
    for (const folder of this.#unfinished) removeStaged(folder)
    const models = this.#done.filter((part) => part.startsWith('model '))
    this.#print('')
    this.#print(`Interrupted after ${this.#done.at(-1) ?? 'the start'}. No report was written.`)
    this.#print(this.#kept(models.length))
    this.end()
  }

  #kept(numModels: number): string {
    if (!this.#isCached) return 'Nothing is kept.'
    return numModels > 0
      ? `Kept: the results of ${numModels} of its models, and the runs that were read; the next time goes on from there.`
      : 'Kept: the runs that were read, so that the next time is faster.'
  }
}

/** A report that is no longer staged is published: the next one gives its runs their lines by the record. */
function removeStaged(folder: string): void {
  if (!existsSync(folder)) return
  rmSync(folder, { recursive: true, force: true })
  rmSync(recordFile(folder), { force: true })
}
