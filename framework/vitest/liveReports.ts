import { constants } from 'node:os'
import { endLiveReport } from '../output/endLiveReport.ts'

/** The reports that a watching Vitest has made, which it makes again when their runs change. */
export class LiveReports {
  /** The last one of each report file. */
  readonly #byFile = new Map<string, { readonly id: string; readonly path: string }>()
  readonly #paths = new Set<string>()

  /** @param isWatching without it, no report is live */
  constructor(isWatching: boolean) {
    if (!isWatching) return
    // However Vitest ends: on a signal, nothing but this runs.
    process.once('exit', () => this.#end())
    // A terminal that is closed; Vitest knows of the other signals only.
    process.once('SIGHUP', () => process.exit(128 + constants.signals.SIGHUP))
  }

  add(reportFile: string, report: { readonly id: string; readonly path: string }): void {
    this.#byFile.set(reportFile, report)
    this.#paths.add(report.path)
  }

  /** The id of each report, by report file. */
  get ids(): Readonly<Record<string, string>> {
    return Object.fromEntries([...this.#byFile].map(([file, { id }]) => [file, id]))
  }

  #end(): void {
    for (const path of this.#paths) endLiveReport(path)
  }
}
