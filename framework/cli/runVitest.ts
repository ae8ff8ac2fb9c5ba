import { escapePath } from 'tinyglobby'
import { createVitest } from 'vitest/node'
import type { Shard } from '../runs/shard.ts'
import { reportsProject } from '../vitest/config.ts'
import { expectLoadablePath } from '../vitest/expectLoadablePath.ts'
import type { Verbosity } from '../vitest/terminal/chooseReporters.ts'

/** The exit code where results are missing. */
const LACKS_RESULTS = 3

/** A report's file, and the overrides of each report to make of it. */
export interface VitestRun {
  /** The folder of the project's `reports/` and `configs/`, absolute. */
  readonly projectRoot: string
  /** The report's file, absolute: of the project, or built in. */
  readonly file: string
  /** Overrides as they were typed, for each report. */
  readonly jobs: readonly (readonly string[])[]
  /** The share of the work that is to be done. Default: the report is made. */
  readonly shard?: Shard | undefined
  /** Whether to make reports only if the results of all models are in the cache. Default false. */
  readonly onlyMerge?: boolean
  readonly verbosity: Verbosity
  /** Whether it is made over its fixture, of which the snapshots are written and nothing else is kept. */
  readonly isFixture?: boolean
}

/**
 * Runs a report file through Vitest, once for each job. Vitest reads no config file and keeps
 * nothing on disk: a report can be made from an installation that nobody may write to.
 *
 * @returns the exit code: 3 when results are missing that `onlyMerge` asks for, 1 when a part of a report failed
 * @throws {ReportError} PATH_NOT_LOADABLE
 */
export async function runVitest({
  projectRoot,
  file,
  jobs,
  shard,
  onlyMerge = false,
  verbosity,
  isFixture = false,
}: VitestRun): Promise<number> {
  expectLoadablePath(file)
  const request = { words: [], cwd: process.cwd(), needsInputs: !isFixture, verbosity }
  const project = reportsProject({ root: projectRoot }, request)
  const vitest = await createVitest(
    'test',
    { root: projectRoot, config: false, watch: false, cache: false, update: isFixture },
    {
      test: {
        projects: [
          { ...project, test: { ...project.test, include: [escapePath(file)], exclude: [] } },
        ],
      },
    },
  )
  try {
    let failed = false
    let lacksResults = false
    for (const words of jobs) {
      const [reports] = vitest.projects
      const provided = reports?.getProvidedContext().reportRequest
      if (provided)
        reports.provide('reportRequest', { ...provided, words, shard: shard ?? null, onlyMerge })
      const { testModules, unhandledErrors } = await vitest.start(isFixture ? [] : [file])
      failed ||= unhandledErrors.length > 0 || !testModules.every((module) => module.ok())
      lacksResults ||= testModules.some((module) =>
        [...module.children.suites()].some((suite) => suite.meta().lacksResults),
      )
    }
    if (lacksResults) return LACKS_RESULTS
    return failed ? 1 : 0
  } finally {
    await vitest.close()
  }
}
