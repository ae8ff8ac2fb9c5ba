import { constants } from 'node:os'
import path from 'node:path'
import type { TaskMeta } from 'vitest'
import { leaveSignals } from '../../files/tellOnSignal.ts'
import { abandonReport, type UnfinishedReport } from '../../output/staging/abandonReport.ts'

/** What has been done of the reports that are being made, for whoever interrupts them. */
export class Interruption {
  readonly #done: string[] = []
  /** By the folder of their files. */
  readonly #unfinished = new Map<string, UnfinishedReport>()
  #isCached = false
  #isTold = false
  readonly #print: (line: string) => void
  readonly #onSignal = (signal: NodeJS.Signals) => {
    this.#tell()
    // A worker that the signal has ended as well counts as a failure of the run, and would decide the exit code.
    process.once('exit', () => {
      process.exitCode = 128 + constants.signals[signal]
    })
  }

  /** @param print prints a line at once */
  constructor(print: (line: string) => void) {
    this.#print = print
  }

  /** Whether a signal came, and what it left was said: what fails as the process ends is no other reason. */
  get isTold(): boolean {
    return this.#isTold
  }

  /** Waits for signals, in place of the command; Vitest itself ends the process on them. */
  begin(): void {
    leaveSignals()
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
   * @param unfinished the report, where its folder is there from here on
   * @param isCached whether what the report reads stays in a cache. Default false
   */
  add(
    part: string,
    { unfinished, isCached = false }: Pick<TaskMeta, 'unfinished' | 'isCached'>,
  ): void {
    this.#done.push(part)
    if (unfinished !== undefined) this.#unfinished.set(unfinished.staging, unfinished)
    if (isCached) this.#isCached = true
  }

  #tell(): void {
    this.#isTold = true
    // What can no longer be taken away has been published, perhaps a moment ago.
    const written = [...this.#unfinished.values()].filter((report) => !abandonReport(report))
    const isAnyLost = written.length < this.#unfinished.size || this.#unfinished.size === 0
    const models = this.#done.filter((part) => part.startsWith('model '))
    this.#print('')
    const last = this.#done.at(-1) ?? 'the start'
    this.#print(
      `Interrupted after ${last}.${written.length === 0 ? ' No report was written.' : ''}`,
    )
    for (const { target } of written)
      this.#print(`The report was written: ${path.relative('', target)}`)
    if (isAnyLost) this.#print(this.#kept(models.length))
    this.end()
  }

  #kept(numModels: number): string {
    if (!this.#isCached) return 'Nothing is kept.'
    return numModels > 0
      ? `Kept: the results of ${numModels} of its models, and the runs that were read; the next time goes on from there.`
      : 'Kept: the runs that were read, so that the next time is faster.'
  }
}
