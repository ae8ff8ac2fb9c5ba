import type { TestArtifact } from 'vitest'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import {
  describeNotDone,
  describePlace,
  describeReport,
  describeSkipped,
} from './describeReport.ts'
import { workDoneIn } from './failures.ts'
import { progressOf } from './progress/progressArtifact.ts'
import { ProgressLine } from './progress/progressLine.ts'
import { Terminal } from './terminal.ts'
import { unmatchedPattern } from './unmatchedPattern.ts'

/** Beside a reporter of Vitest's own: the progress of what takes long, and at the end each report. */
export class ClosingReporter implements Reporter {
  readonly #terminal: Terminal
  readonly #progress = new ProgressLine()
  #vitest: Vitest | undefined
  /** What was printed last of each report, by its path. */
  readonly #printed = new Map<string, readonly string[]>()

  constructor(terminal = new Terminal()) {
    this.#terminal = terminal
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestCaseArtifactRecord(_: TestCase, artifact: TestArtifact): void {
    const progress = progressOf(artifact)
    const now = performance.now()
    if (progress) this.#terminal.progress(this.#progress.describe(progress, now), now)
  }

  /** Of a report that was made again, only what is new. */
  onTestRunEnd(modules: readonly TestModule[]): void {
    const unmatched = unmatchedPattern(this.#vitest, modules)
    if (unmatched !== undefined) {
      this.#terminal.line(unmatched, 'red')
      if (!this.#vitest?.config.watch) process.exitCode = 1
    }
    for (const line of workDoneIn(modules)) this.#terminal.line(line)
    for (const module of modules) {
      for (const suite of module.children.suites()) {
        const { report } = suite.meta()
        if (report === undefined) continue
        const lines = [
          '',
          ...describeReport(report),
          ...describeSkipped(report.skipped),
          ...describeNotDone(report.notDone),
          ...report.failed.map((name) => `Failed: ${name}; the report was made without it.`),
        ]
        const printed = this.#printed.get(report.path) ?? []
        this.#printed.set(report.path, lines)
        for (const line of lines) if (!printed.includes(line)) this.#terminal.line(line)
        for (const line of describePlace(report)) this.#terminal.line(line)
      }
    }
  }
}
