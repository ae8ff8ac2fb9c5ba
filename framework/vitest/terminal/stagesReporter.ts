import type { SerializedError, TestArtifact, UserConsoleLog } from 'vitest'
import type {
  Reporter,
  TestCase,
  TestModule,
  TestProject,
  TestSpecification,
  Vitest,
} from 'vitest/node'
import { groupBy } from '../../tables/groupBy.ts'
import {
  describeNotDone,
  describePlace,
  describeReport,
  describeSkipped,
} from './describeReport.ts'
import { type Failure, failuresOf, isMessage, notDoneIn, reportOf, workDoneIn } from './failures.ts'
import { Interruption } from './interruption.ts'
import { partName } from './partName.ts'
import { printStack } from './printStack.ts'
import { LongParts } from './progress/longParts.ts'
import { progressOf } from './progress/progressArtifact.ts'
import { describeSeconds, ProgressLine } from './progress/progressLine.ts'
import { Terminal } from './terminal.ts'
import { unmatchedPattern } from './unmatchedPattern.ts'

/** Tells of reports in their own words: a line for each part with its time, then what came of it all. */
export class StagesReporter implements Reporter {
  readonly #terminal: Terminal
  readonly #progress = new ProgressLine()
  readonly #interruption: Interruption
  readonly #longParts: LongParts
  #vitest: Vitest | undefined
  #project: TestProject | undefined
  /** Several reports are made at once: each line names its own. */
  #isOneOfMany = false
  #titled = new Set<string>()

  constructor(terminal = new Terminal()) {
    this.#terminal = terminal
    this.#longParts = new LongParts((line) => terminal.line(line))
    this.#interruption = new Interruption((line) => terminal.line(line))
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.#project = specifications[0]?.project
    this.#isOneOfMany = specifications.length > 1
    this.#titled = new Set()
    this.#interruption.begin()
  }

  onTestModuleCollected(module: TestModule): void {
    for (const suite of module.children.suites()) {
      const { title } = suite.meta()
      if (title === undefined || this.#titled.has(suite.name)) continue
      this.#titled.add(suite.name)
      this.#terminal.line(`${suite.name}: ${title}`, 'bold')
    }
  }

  onTestCaseReady(test: TestCase): void {
    if (test.options.mode !== 'run') return
    const part = partName(test.name)
    if (process.stdout.isTTY) this.#terminal.progress(`${part} …`, performance.now())
    else
      this.#longParts.begin(test.id, this.#isOneOfMany ? `${reportOf(test.module)}, ${part}` : part)
  }

  onTestCaseArtifactRecord(test: TestCase, artifact: TestArtifact): void {
    const progress = progressOf(artifact)
    // Vitest tells of artifacts and of results on ways of their own: what has ended makes no progress.
    if (test.result().state !== 'pending') return
    const now = performance.now()
    if (progress) this.#longParts.end(test.id)
    if (progress) this.#terminal.progress(this.#progress.describe(progress, now), now)
  }

  onUserConsoleLog({ content }: UserConsoleLog): void {
    this.#terminal.raw(content)
  }

  onTestCaseResult(test: TestCase): void {
    this.#longParts.end(test.id)
    const { state } = test.result()
    if (state !== 'passed' && state !== 'failed') return
    const { said = '', skipped = [], unfinished, isCached } = test.meta()
    const part = partName(test.name)
    if (state === 'passed') this.#interruption.add(part, { unfinished, isCached })
    const report = this.#isOneOfMany ? `${reportOf(test.module)}, ` : ''
    const what = state === 'failed' ? 'failed' : said
    const seconds = describeSeconds((test.diagnostic()?.duration ?? 0) / 1_000)
    this.#terminal.line(
      `  ${state === 'failed' ? '×' : '✓'} ${report}${part}${what && `: ${what}`} (${seconds})`,
      state === 'failed' ? 'red' : undefined,
    )
    for (const line of describeSkipped(skipped)) this.#terminal.line(`    ${line}`)
  }

  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    this.#interruption.end()
    this.#longParts.endAll()
    if (this.#interruption.isTold) return
    const failures = failuresOf(modules, unhandled)
    if (modules.length === 0 && failures.length === 0) return
    const unmatched = unmatchedPattern(this.#vitest, modules)
    if (unmatched !== undefined) {
      this.#terminal.line(unmatched, 'red')
      process.exitCode = 1
    }
    const reports = modules.flatMap((module) =>
      [...module.children.suites()].flatMap((suite) => suite.meta().report ?? []),
    )
    for (const report of reports) {
      this.#terminal.line()
      for (const line of describeReport(report)) this.#terminal.line(line, colourOf(line))
    }
    for (const line of describeNotDone(notDoneIn(modules))) this.#terminal.line(line)
    const absent = reports.flatMap(({ failed }) => failed.map(partName))
    const alike = groupBy(failures, (failure) =>
      isMessage(failure.error)
        ? JSON.stringify([failure.error.message, absent.includes(failure.part)])
        : failure,
    )
    for (const group of alike.values()) this.#tellFailures(group, absent)
    for (const report of reports) {
      for (const line of describePlace(report)) this.#terminal.line(line, 'bold')
    }
    const workDone = workDoneIn(modules)
    for (const line of workDone) this.#terminal.line(line, colourOf(line))
    if (reports.length === 0 && workDone.length === 0 && failures.length > 0)
      this.#terminal.line('No report was written.')
  }

  /** What failed for one reason, in a line; of what is not a message to the user, also where. */
  #tellFailures(failures: readonly Failure[], absent: readonly string[]): void {
    const parts = [...new Set(failures.map(({ part }) => part))]
    const isAbsent = parts.some((part) => absent.includes(part))
    const without = `; the report was made without ${parts.length > 1 ? 'them' : 'it'}`
    this.#terminal.line(`Failed: ${parts.join(', ')}${isAbsent ? without : ''}.`, 'red')
    const [{ error }] = failures as readonly [Failure, ...Failure[]]
    if (isMessage(error)) {
      for (const line of error.message.trim().split('\n')) this.#terminal.line(`  ${line}`)
    } else if (this.#vitest) {
      const project = this.#project
      printStack(this.#vitest.logger, error, { showCodeFrame: true, ...(project && { project }) })
    }
  }
}

function colourOf(line: string): 'red' | 'yellow' | 'green' | undefined {
  if (line.startsWith('Gate does not hold')) return 'red'
  if (line.startsWith('Gate holds')) return 'green'
  return line.startsWith('Warning:') ? 'yellow' : undefined
}
