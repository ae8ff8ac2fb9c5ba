import { readFileSync } from 'node:fs'
import { TestRunner } from 'vitest'

// A worker whose Vitest was killed ends as one that is told to: nobody waits for what it makes.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))

// The frame of a report may lie below many of a library that it calls.
Error.stackTraceLimit = 50

const REQUIRES = /\brequire\s*\(/

/** Turns the default export of a report file into a suite, after Vitest has imported it. */
export default class ReportRunner extends TestRunner {
  override async importFile(file: string, source: 'collect' | 'setup'): Promise<unknown> {
    if (source !== 'collect') return super.importFile(file, source)
    // The framework is loaded here, while Vitest's main process transforms the report.
    const framework = import('./registerReport.ts')
    // Node's `require` fails on a module that is being loaded at that moment.
    if (REQUIRES.test(readFileSync(file, 'utf8'))) await framework
    const [module, { registerReport }] = await Promise.all([
      Promise.resolve(super.importFile(file, source)).catch(advise),
      framework,
    ])
    await registerReport(module, file, this.injectValue('reportRequest'))
    return module
  }
}

/** @throws {unknown} the error of a report that cannot be imported, which says what to do */
async function advise(error: unknown): Promise<never> {
  const { importProblem } = await import('./loading/importProblem.ts')
  if (error instanceof Error) error.message = importProblem(error)
  throw error
}
