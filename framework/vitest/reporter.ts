import type { Reporter, TestModule, TestProject } from 'vitest/node'
import { fileFilters } from './fileFilters.ts'
import { LiveReports } from './liveReports.ts'
import { ReportPages } from './reportPages.ts'
import { RunsWatcher } from './runsWatcher.ts'

/** Tells the workers of Vitest what was asked for, and keeps what reports that are watched need. */
export class ReportReporter implements Reporter {
  readonly #project: TestProject
  readonly #watcher: RunsWatcher
  readonly #live: LiveReports
  readonly #pages = new ReportPages()

  constructor(project: TestProject) {
    this.#project = project
    this.#watcher = new RunsWatcher(project.vitest)
    this.#live = new LiveReports(project.vitest.config.watch)
    if (project.vitest.config.ui) project.vitest.vite.middlewares.use(this.#pages.serve)
  }

  /** Only now has Vitest parsed which files were asked for. */
  onTestRunStart(): void {
    const { reportRequest: request } = this.#project.getProvidedContext()
    const isNamed = request.needsInputs || fileFilters(this.#project.vitest).length > 0
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
