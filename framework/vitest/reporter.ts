import { type EventEmitter, once } from 'node:events'
import type { Reporter, TestModule, TestProject } from 'vitest/node'
import { fileFilters } from './fileFilters.ts'
import { LiveReports } from './liveReports.ts'
import { ReportPages } from './reportPages.ts'
import { RunsWatcher } from './runsWatcher.ts'
import { keepWorkers } from './workers/keptWorkers.ts'

/** A report is not to wait long for a link to it. */
const MOST_WAITED_MS = 2000

/** Tells the workers of Vitest what was asked for, and keeps what reports that are watched need. */
export class ReportReporter implements Reporter {
  readonly #project: TestProject
  readonly #watcher: RunsWatcher
  readonly #live: LiveReports
  readonly #pages = new ReportPages()

  constructor(project: TestProject) {
    this.#project = project
    this.#watcher = new RunsWatcher(project.vitest)
    keepWorkers(project)
    this.#live = new LiveReports(project.vitest.config.watch)
    if (project.vitest.config.ui) project.vitest.vite.middlewares.use(this.#pages.serve)
  }

  /** Only now has Vitest parsed which files were asked for. */
  async onTestRunStart(): Promise<void> {
    const { reportRequest: request } = this.#project.getProvidedContext()
    const isNamed = request.needsInputs || fileFilters(this.#project.vitest).length > 0
    this.#project.provide('reportRequest', {
      ...request,
      isNamed,
      liveReports: this.#live.reports,
      uiOrigin: await this.#uiOrigin(),
    })
  }

  /** Of the server of Vitest's UI, once it listens; null where there is none. */
  async #uiOrigin(): Promise<string | null> {
    const { config, vite } = this.#project.vitest
    const server = config.ui ? vite.httpServer : null
    if (!server) return null
    if (!server.listening) await listening(server)
    const address = server.address()
    return typeof address === 'object' && address ? `http://localhost:${address.port}` : null
  }

  onTestModuleCollected(module: TestModule): void {
    for (const suite of module.children.suites()) {
      const { runFolders = [] } = suite.meta()
      this.#watcher.watch(module.moduleId, { folders: runFolders, fileKinds: undefined })
    }
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      for (const suite of module.children.suites()) {
        const { report, runFolders = [] } = suite.meta()
        if (report === undefined) continue
        const { fileKinds } = report
        this.#watcher.watch(module.moduleId, { folders: runFolders, fileKinds })
        this.#live.add(module.moduleId, report)
        this.#pages.add(suite.name, report.path)
      }
    }
  }
}

/** Resolves when a server listens, or after a while without; the next run asks again then. */
async function listening(server: EventEmitter): Promise<void> {
  const late = AbortSignal.timeout(MOST_WAITED_MS)
  await once(server, 'listening', { signal: late }).catch((error: unknown) => {
    if (!late.aborted) throw error
  })
}
