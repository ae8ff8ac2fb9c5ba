import { constants } from 'node:os'
import { endLiveReport } from '../output/endLiveReport.ts'
import type { EarlierReport } from '../output/reportDirectory.ts'

/** The reports that a watching Vitest has made, which it makes again when their runs change. */
export class LiveReports {
  /** The last one of each report file. */
  readonly #byFile = new Map<string, EarlierReport>()
  readonly #paths = new Set<string>()

  /** @param isWatching without it, no report is live */
  constructor(isWatching: boolean) {
    if (!isWatching) return
    // However Vitest ends: on a signal, nothing but this runs.
    process.once('exit', () => this.#end())
    // A terminal that is closed; Vitest knows of the other signals only.
    process.once('SIGHUP', () => process.exit(128 + constants.signals.SIGHUP))
  }

  add(reportFile: string, { id, madeFrom, path }: EarlierReport & { readonly path: string }): void {
    this.#byFile.set(reportFile, { id, madeFrom })
    this.#paths.add(path)
  }

  /** The last state of each report, by report file. */
  get reports(): Readonly<Record<string, EarlierReport>> {
    return Object.fromEntries(this.#byFile)
  }

  #end(): void {
    for (const path of this.#paths) endLiveReport(path)
  }
}
