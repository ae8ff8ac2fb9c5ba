/** After so long whoever reads a log wants to know what is waited for. */
const LONG_MS = 5_000

/** Tells of each part of a report that takes long, once. */
export class LongParts {
  /** By the id of the part's test. */
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #print: (line: string) => void

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  begin(id: string, part: string): void {
    const line = `  ${part} … takes longer than ${LONG_MS / 1_000} s`
    this.#timers.set(id, setTimeout(this.#print, LONG_MS, line).unref())
  }

  /** It has ended, or tells of its progress itself. */
  end(id: string): void {
    clearTimeout(this.#timers.get(id))
    this.#timers.delete(id)
  }

  endAll(): void {
    for (const id of this.#timers.keys()) this.end(id)
  }
}
