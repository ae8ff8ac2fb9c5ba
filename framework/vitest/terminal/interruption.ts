import { rmSync } from 'node:fs'

/** What has been done of the reports that are being made, for whoever interrupts them. */
export class Interruption {
  readonly #done: string[] = []
  readonly #unfinished = new Set<string>()
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
  }

  /** @param folder of the report's files so far, absolute */
  add(part: string, folder: string | undefined): void {
    this.#done.push(part)
    if (folder !== undefined) this.#unfinished.add(folder)
  }

  #tell(): void {
    for (const folder of this.#unfinished) rmSync(folder, { recursive: true, force: true })
    const models = this.#done.filter((part) => part.startsWith('model '))
    this.#print('')
    this.#print(`Interrupted after ${this.#done.at(-1) ?? 'the start'}. No report was written.`)
    this.#print(
      models.length > 0
        ? `Kept: the results of ${models.length} of its models, and the runs that were read; the next time goes on from there.`
        : this.#done.length > 0
          ? 'Kept: the runs that were read, so that the next time is faster.'
          : 'Nothing is kept.',
    )
    this.end()
  }
}
