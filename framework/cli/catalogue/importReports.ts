import { pathToFileURL } from 'node:url'
import { ReportError } from '../../errors.ts'
import { BUILT_IN_REPORTS } from '../../report/config/project.ts'
import { checkReportModule } from '../../report/spec/checkReportModule.ts'
import type { ReportSpec } from '../../report/spec/defineReport.ts'
import { requireVitest } from '../../vitest/expectVitest4.ts'
import { importProblem } from '../../vitest/loading/importProblem.ts'

/** The rest is an excerpt of the code. */
const LINES_OF_ERROR = 2

/** A report as its file declares it, or why the file cannot be loaded. */
export type ImportedReport = { readonly spec: ReportSpec } | { readonly problem: string }

/**
 * Loads reports without making them, by name. Those of this package are compiled; those of a project
 * are loaded by Vitest, as when they are made: Node 20 cannot run TypeScript.
 *
 * @param files absolute, by name
 * @throws {ReportError} VITEST_VERSION where a project has reports and Vitest is missing
 */
export async function importReports(
  files: ReadonlyMap<string, string>,
  projectRoot: string,
): Promise<ReadonlyMap<string, ImportedReport>> {
  const isBuiltIn = (file: string) => file.startsWith(BUILT_IN_REPORTS)
  const vitest = [...files.values()].every(isBuiltIn) ? undefined : await startVitest(projectRoot)
  try {
    const imported = new Map<string, ImportedReport>()
    for (const [name, file] of files) {
      const load = async () =>
        isBuiltIn(file) ? import(pathToFileURL(file).href) : vitest?.projects[0]?.import(file)
      imported.set(name, await importReport(load, file))
    }
    return imported
  } finally {
    await vitest?.close()
  }
}

async function importReport(load: () => Promise<unknown>, file: string): Promise<ImportedReport> {
  try {
    return { spec: checkReportModule(await load(), file) }
  } catch (error) {
    // A report that cannot be loaded does not hide the others.
    return {
      problem: error instanceof ReportError ? error.message : `${file}: ${loadError(error)}`,
    }
  }
}

/** A parser's message begins with what failed, and then where. */
function loadError(error: unknown): string {
  const message = error instanceof Error ? importProblem(error) : String(error)
  const lines = message.split('\n').map((line) => line.trim())
  return lines
    .filter((line) => line !== '')
    .slice(0, LINES_OF_ERROR)
    .join(' ')
}

async function startVitest(root: string) {
  requireVitest()
  const { createVitest } = await import('vitest/node')
  const { reportsProject } = await import('../../vitest/config.ts')
  const request = { words: [], cwd: process.cwd(), needsInputs: false, verbosity: 'quiet' } as const
  return createVitest(
    'test',
    { root, config: false, watch: false, cache: false },
    { test: { projects: [reportsProject({ root }, request)] } },
  )
}
