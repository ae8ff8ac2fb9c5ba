import path from 'node:path'
import type { TestArtifact } from 'vitest'
import type { Reporter, TestCase, TestModule, TestProject } from 'vitest/node'
import type { InferProgress } from '../report/spec/inferHook.ts'
import type { FinishedReport } from '../report/stages/finish.ts'
import { groupBy } from '../tables/groupBy.ts'
import { printable } from '../text/printable.ts'
import { LiveReports } from './liveReports.ts'
import { isOverrideWord } from './overrideWords.ts'
import { PROGRESS, type ProgressArtifact } from './progressArtifact.ts'
import { ReportPages } from './reportPages.ts'
import { RunsWatcher } from './runsWatcher.ts'

/** Skipped runs and warnings that are spelled out; the rest is counted, and stands in the manifest. */
const LINES_SHOWN = 20
/** Parts of one line that are named. */
const NAMES_SHOWN = 3
/** A log is read afterwards: fewer lines of progress do. */
const LOG_PROGRESS_EVERY_MS = 10_000

/** Ends a run of Vitest with what became of the reports: where they are and what they leave out. */
export class ReportReporter implements Reporter {
  readonly #project: TestProject
  readonly #watcher: RunsWatcher
  readonly #live: LiveReports
  readonly #pages = new ReportPages()
  /** What was printed last of each report, by its path. */
  readonly #printed = new Map<string, readonly string[]>()
  #progressShownAt = 0

  constructor(project: TestProject) {
    this.#project = project
    this.#watcher = new RunsWatcher(project.vitest)
    this.#live = new LiveReports(project.vitest.config.watch)
    if (project.vitest.config.ui) project.vitest.vite.middlewares.use(this.#pages.serve)
  }

  /** Only now has Vitest parsed which files were asked for. */
  onTestRunStart(): void {
    const { reportRequest: request } = this.#project.getProvidedContext()
    const isNamed = request.needsInputs || this.#filters().some((word) => !isOverrideWord(word))
    this.#project.provide('reportRequest', {
      ...request,
      isNamed,
      liveReports: this.#live.reports,
      uiOrigin: this.#uiOrigin(),
    })
  }

  /** Of the server of Vitest's UI; null where there is none. */
  #uiOrigin(): string | null {
    const { config, vite } = this.#project.vitest
    const address = config.ui ? vite.httpServer?.address() : null
    return typeof address === 'object' && address ? `http://localhost:${address.port}` : null
  }

  /** Vitest keeps the filters of the command line, or those typed in watch mode, in no typed place. */
  #filters(): string[] {
    const filters: unknown = Reflect.get(this.#project.vitest, 'filenamePattern')
    return Array.isArray(filters) ? filters.map(String) : []
  }

  onTestModuleCollected(module: TestModule): void {
    for (const suite of module.children.suites()) {
      const { runFolders = [] } = suite.meta()
      this.#watcher.watch(module.moduleId, { folders: runFolders, fileKinds: undefined })
    }
  }

  onTestCaseArtifactRecord(_: TestCase, artifact: TestArtifact): void {
    if (artifact.type !== PROGRESS) return
    const now = performance.now()
    if (now - this.#progressShownAt < (process.stdout.isTTY ? 0 : LOG_PROGRESS_EVERY_MS)) return
    this.#progressShownAt = now
    print([describeProgress((artifact as ProgressArtifact).progress)])
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const suite of module.children.suites()) {
        const { report, told, runFolders = [] } = suite.meta()
        if (told) print(told)
        if (report === undefined) continue
        const { fileKinds } = report
        this.#watcher.watch(module.moduleId, { folders: runFolders, fileKinds })
        this.#live.add(module.moduleId, report)
        this.#pages.add(suite.name, report.path)
        this.#print(report)
      }
    }
  }

  /** Of a report that was made again, only what is new. */
  #print(report: FinishedReport): void {
    const printed = this.#printed.get(report.path) ?? []
    const lines = describe(report)
    this.#printed.set(report.path, lines)
    print([...lines.slice(0, -1).filter((line) => !printed.includes(line)), ...lines.slice(-1)])
  }
}

function describeProgress({ runId, done, total }: InferProgress): string {
  const [doneText, totalText] = [done, total].map((count) => count.toLocaleString('en'))
  return `infer ${runId}: ${doneText} of ${totalText} events (${Math.floor((100 * done) / total)} %)`
}

function describe(report: FinishedReport): string[] {
  return [
    '',
    ...report.findings.slice(0, LINES_SHOWN).map((finding) => `Finding: ${finding}`),
    ...more(report.findings.length, 'findings', 'training/summary.md'),
    ...report.gates.map(
      ({ text, holds, sentence }) =>
        `Gate ${holds ? 'holds' : 'does not hold'}: ${text}. ${sentence}`,
    ),
    ...report.warnings.slice(0, LINES_SHOWN).map((warning) => `Warning: ${warning}`),
    ...more(report.warnings.length, 'warnings'),
    ...report.skipped
      .slice(0, LINES_SHOWN)
      .map(({ runDir, reason }) => `Skipped ${runDir}: ${reason.replaceAll(`${runDir}/`, '')}`),
    ...more(report.skipped.length, 'skipped runs'),
    ...notDoneLines(report),
    ...report.failed.map((name) => `Failed: ${name}; the report was made without it.`),
    ...report.leftOut.map((part) => `Left out: ${part}; the rest of it is in the report.`),
    `Report over ${report.numRuns} run${report.numRuns === 1 ? '' : 's'} written to ${shortest(report.path)}`,
  ]
}

/** One line for each reason: all figures need the analysis, all models the data. */
function notDoneLines({ notDone }: FinishedReport): string[] {
  const byReason = groupBy(notDone, ({ reason }) => reason)
  const lines = [...byReason].map(([reason, parts]) => `Not done: ${namesOf(parts)}: ${reason}`)
  return [...lines.slice(0, LINES_SHOWN), ...more(lines.length, 'parts that were not done')]
}

function namesOf(parts: readonly { readonly task: string }[]): string {
  const others = parts.length - NAMES_SHOWN
  const shown = parts.slice(0, NAMES_SHOWN).map(({ task }) => task)
  return shown.join(', ') + (others > 0 ? ` and ${others} more` : '')
}

function more(count: number, what: string, file = 'manifest.yaml'): string[] {
  return count > LINES_SHOWN ? [`… and ${count - LINES_SHOWN} more ${what}, see ${file}`] : []
}

function shortest(file: string): string {
  const relative = path.relative(process.cwd(), file)
  return relative.startsWith('..') ? file : relative
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.map(printable).join('\n')}\n`)
}
