import type { Reporter, Vitest } from 'vitest/node'
import { findProjectRoot, knownReports } from '../../report/config/project.ts'
import { nearest } from '../../text/nearest.ts'
import { Terminal } from './terminal.ts'

/** Says which report was meant where the words of the command line name none. */
export class UnknownReportReporter implements Reporter {
  readonly #filters: readonly string[]
  #root = process.cwd()

  constructor(filters: readonly string[]) {
    this.#filters = filters
  }

  onInit(vitest: Vitest): void {
    this.#root = vitest.config.root
  }

  onTestRunEnd(): void {
    const terminal = new Terminal(process.stderr)
    const known = [...knownReports(findProjectRoot(this.#root)).keys()]
    for (const filter of this.#filters) {
      const name = filter.replace(/^reports\//, '').split('/')[0] ?? ''
      const near = nearest(name, known)
      const advice =
        near === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${near}?`
      terminal.line(`There is no report "${name}". ${advice}`)
    }
  }
}
