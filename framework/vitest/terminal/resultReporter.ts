import path from 'node:path'
import type { SerializedError, UserConsoleLog } from 'vitest'
import type { Reporter, TestModule } from 'vitest/node'
import { PAGE_FILE } from '../../output/data/readReport.ts'
import { type Failure, failuresOf, workDoneIn } from './failures.ts'
import { Interruption } from './interruption.ts'
import { Terminal } from './terminal.ts'

/** What `thesis-report --json` prints of a report. */
export interface ReportResult {
  /** Null where no report was begun. */
  readonly name: string | null
  /** The directory of the report, absolute; null where none was written. */
  readonly report: string | null
  /** The path of its page. */
  readonly page: string | null
  readonly runs: number | null
  readonly left_out: readonly { readonly run_dir: string; readonly reason: string }[]
  readonly findings: readonly string[]
  readonly gates: readonly {
    readonly condition: string
    readonly holds: boolean
    readonly sentence: string
  }[]
  readonly warnings: readonly string[]
  /** What a share of the work has done, a sentence each. */
  readonly shard: readonly string[]
  readonly failures: readonly { readonly part: string; readonly reason: string }[]
}

/** Of a report that was not begun, and why. */
export function resultOfNothing(reason: string): ReportResult {
  return {
    ...{ name: null, report: null, page: null, runs: null },
    ...{ left_out: [], findings: [], gates: [], warnings: [], shard: [] },
    failures: [{ part: 'start', reason }],
  }
}

/** For scripts: only the result, on standard output, and what went wrong on standard error. */
export class ResultReporter implements Reporter {
  readonly #form: 'path' | 'json'
  readonly #out = new Terminal()
  readonly #errors = new Terminal(process.stderr)
  readonly #interruption = new Interruption((line) => this.#errors.line(line))

  /** @param form the page's path, or one JSON object for each report */
  constructor(form: 'path' | 'json') {
    this.#form = form
  }

  onTestRunStart(): void {
    this.#interruption.begin()
  }

  onUserConsoleLog({ content }: UserConsoleLog): void {
    this.#errors.raw(content)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.#interruption.end()
    const failures = failuresOf(modules, unhandled)
    if (this.#form === 'json') {
      for (const module of modules) this.#out.raw(`${JSON.stringify(resultOf(module, failures))}\n`)
      return
    }
    for (const module of modules) {
      for (const suite of module.children.suites()) {
        const { report } = suite.meta()
        if (report) this.#out.line(path.join(report.path, PAGE_FILE))
      }
    }
    for (const line of workDoneIn(modules)) this.#out.line(line)
    for (const { part, error } of failures) this.#errors.line(`Failed: ${part}: ${error.message}`)
  }
}

/** What `--json` prints of a report. */
function resultOf(module: TestModule, failures: readonly Failure[]): ReportResult {
  const [suite] = [...module.children.suites()]
  const report = suite?.meta().report
  return {
    name: suite?.name ?? null,
    report: report?.path ?? null,
    page: report ? path.join(report.path, PAGE_FILE) : null,
    runs: report?.numRuns ?? null,
    left_out: (report?.skipped ?? []).map(({ runDir, reason }) => ({ run_dir: runDir, reason })),
    findings: report?.findings ?? [],
    gates: (report?.gates ?? []).map(({ text, holds, sentence }) => ({
      condition: text,
      holds,
      sentence,
    })),
    warnings: report?.warnings ?? [],
    shard: suite?.meta().workDone ?? [],
    failures: failures.map(({ part, error }) => ({ part, reason: error.message })),
  }
}
