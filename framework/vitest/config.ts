import path from 'node:path'
import type { Plugin, TestProjectInlineConfiguration } from 'vitest/config'
import type { Vitest } from 'vitest/node'
import { compiledFile } from '../compiledFile.ts'
import { slashedPath } from '../files/windowsPath.ts'
import { escapeRegExp } from '../text/escapeRegExp.ts'
import { loadTextWidth } from '../text/terminal/textWidth.ts'
import { expectLoadablePath } from './expectLoadablePath.ts'
import { expectVitest4, requireVitest } from './expectVitest4.ts'
import { overrideWords } from './overrideWords.ts'
import { ReportReporter } from './reporter.ts'
import type { ProvidedRequest } from './request.ts'
import { expectTemporaryFolder } from './temporaryFolder.ts'
import { chooseReporters, type Verbosity } from './terminal/chooseReporters.ts'

/** The compiled package, which reports, runner and workers all load: one copy for everybody. */
const COMPILED = slashedPath(path.dirname(compiledFile('index')))

/**
 * Of V8, for processes that make reports: garbage is collected once the heap has doubled, not only when it has grown
 * fourfold. A report of 10 000 runs takes 0.2 GB less by that, in the same time (bench/scaling.js).
 */
const V8_FLAGS = ['--heap-growing-percent=100']

/** Whoever shards a report over a sweep hardly has its one test file in mind. */
const SHARD_HINT =
  "Vitest's --shard divides test files, not the runs and models of a report: thesis-report --shard K/N does."

/**
 * The Vitest project that runs reports: every `reports/**\/*.report.ts` becomes a suite. Words such
 * as `inputs.sweep_dir=…` on the `vitest` command line reach the reports as overrides.
 *
 *     // vitest.config.ts
 *     import { reports } from 'thesis-report/vitest'
 *     export default { test: { projects: [reports()] } }
 *
 * @param options.root the folder of `reports/` and `configs/`. Default: that of the Vitest config
 * @throws {ReportError} VITEST_VERSION
 */
export function reports(options: { root?: string } = {}): TestProjectInlineConfiguration {
  // Before 3.1, Vitest passes over a project that it is given.
  requireVitest()
  return reportsProject(options, {
    words: overrideWords(process.argv.slice(2)),
    cwd: process.cwd(),
    needsInputs: false,
    verbosity: 'normal',
  })
}

/** What a terminal needs, for a config whose loader loads nothing more once the config is read. */
export async function prepareTerminal(): Promise<void> {
  if (process.stdout.isTTY || process.stderr.isTTY) await loadTextWidth()
}

/** What was asked for before Vitest started, and how much is said of it. */
type AskedReports = Pick<ProvidedRequest, 'words' | 'cwd' | 'needsInputs'> & {
  readonly verbosity: Verbosity
}

/** {@link reports} for a request that does not come from Vitest's own command line. */
export function reportsProject(
  { root }: { root?: string },
  request: AskedReports,
): TestProjectInlineConfiguration {
  return {
    plugins: [reportsPlugin(request)],
    // Of JavaScript that is not transformed, Vite does not say where it cannot be parsed.
    oxc: { include: /\.m?[jt]s$/, exclude: [] },
    resolve: {
      alias: [
        { find: /^thesis-report$/, replacement: compiledFile('index') },
        { find: /^thesis-report\/testing$/, replacement: compiledFile('testing/index') },
      ],
    },
    test: {
      name: 'reports',
      ...(root !== undefined && { root }),
      include: ['reports/**/*.report.{ts,mts,js,mjs}'],
      runner: compiledFile('vitest/runner'),
      // Node itself loads the package, once for the runner and the reports.
      server: { deps: { external: [new RegExp(`^${escapeRegExp(COMPILED)}/`)] } },
      // Reading a thousand runs or running their models takes as long as it takes.
      testTimeout: 0,
      hookTimeout: 0,
    },
  }
}

function reportsPlugin({ verbosity, ...request }: AskedReports): Plugin {
  return {
    name: 'thesis-report',
    async configureVitest({ vitest, project }) {
      expectVitest4(vitest.version)
      expectTemporaryFolder()
      const projectRoot = project.config.root
      expectLoadablePath(projectRoot, COMPILED)
      // Threads take no flags of V8.
      if (project.config.pool === 'forks') project.config.execArgv.push(...V8_FLAGS)
      const provided: ProvidedRequest = {
        ...request,
        projectRoot,
        isNamed: request.needsInputs,
        isWatching: vitest.config.watch,
        shard: null,
        onlyMerge: false,
        liveReports: {},
        uiOrigin: null,
        showsFigures: showsFigures(vitest),
      }
      project.provide('reportRequest', provided)
      if (vitest.config.shard && request.words.length > 0) vitest.logger.warn(SHARD_HINT)
      const words = process.argv.slice(2)
      chooseReporters(vitest, { name: project.name, verbosity, words })
      // Before the others, which may end the process when they are told the end.
      vitest.config.reporters.unshift(new ReportReporter(project))
      // Vitest's module graph does not know that reports depend on them.
      for (const folder of ['configs', 'fixtures']) {
        vitest.config.forceRerunTriggers.push(
          path.posix.join(slashedPath(projectRoot), folder, '**'),
        )
      }
      await prepareTerminal()
    },
  }
}

/** Whether one of Vitest's own pages is to be looked at: the UI, or the report in HTML. */
function showsFigures({ config }: Vitest): boolean {
  return config.ui || config.reporters.some((reporter) => [reporter].flat()[0] === 'html')
}
