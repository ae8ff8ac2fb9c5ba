import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin, TestProjectInlineConfiguration } from 'vitest/config'
import { readCommandLine } from './commandLine.ts'
import ReportReporter from './reporter.ts'
import type { ProvidedRequest } from './runner.ts'
import { watchFacts } from './watchFacts.ts'

/**
 * The Vitest project that runs reports: every `reports/**\/*.report.ts` becomes a suite. Words such
 * as `inputs.sweep_dir=…` on the `vitest` command line reach the reports as overrides.
 *
 * @param projectRoot the folder of `configs/`, `fixtures/` and `reports/`, absolute
 */
export function reportProject(projectRoot: string): TestProjectInlineConfiguration {
  const request: ProvidedRequest = {
    ...readCommandLine(process.argv.slice(2)),
    cwd: process.cwd(),
    projectRoot,
    needsInputs: false,
    isWatching: false,
  }
  return {
    plugins: [reports(request)],
    resolve: { alias: { 'thesis-report': sibling('../index.ts') } },
    test: {
      name: 'reports',
      root: projectRoot,
      include: ['reports/**/*.report.ts'],
      runner: sibling('./runner.ts'),
      globalSetup: sibling('../../bin/build.js'),
      provide: { reportRequest: request },
      // Reading a thousand runs or running their models takes as long as it takes.
      testTimeout: 0,
      hookTimeout: 0,
    },
  }
}

function reports(request: ProvidedRequest): Plugin {
  return {
    name: 'thesis-report',
    configureVitest({ vitest, project }) {
      // Whatever `--reporter` asks for: where a report went is always worth saying.
      vitest.config.reporters.push(new ReportReporter())
      // The runner loads these, so Vitest's module graph does not know that reports depend on them.
      for (const folder of ['framework', 'configs', 'fixtures']) {
        vitest.config.forceRerunTriggers.push(path.join(request.projectRoot, folder, '**'))
      }
      if (!vitest.config.watch) return
      project.provide('reportRequest', { ...request, isWatching: true })
      watchFacts(vitest, request)
    },
  }
}

function sibling(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}
