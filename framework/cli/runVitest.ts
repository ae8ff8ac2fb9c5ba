import { escapePath } from 'tinyglobby'
import type { SerializedError } from 'vitest'
import { createVitest, type TestModule } from 'vitest/node'
import { slashedPath } from '../files/windowsPath.ts'
import type { Shard } from '../runs/shard.ts'
import { reportsProject } from '../vitest/config.ts'
import { expectLoadablePath } from '../vitest/expectLoadablePath.ts'
import { useTemporaryFolder } from '../vitest/temporaryFolder.ts'
import type { Verbosity } from '../vitest/terminal/chooseReporters.ts'
import { failuresOf, workDoneIn } from '../vitest/terminal/failures.ts'

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

/** What came of reports, or of a share of their work. */
export interface RunOutcome {
  /** 3 when results are missing that `onlyMerge` asks for, 1 when a part of a report failed. */
  readonly exitCode: number
  /** What a share of the work has done, a sentence each. */
  readonly workDone: readonly string[]
  /** What failed and why, a sentence each. */
  readonly failures: readonly string[]
  /** The folders of the reports that were made, absolute. */
  readonly reports: readonly string[]
  /** The files of the cache that a share of the work has filled or found, absolute. */
  readonly keptIn: readonly string[]
  /** Whether results are missing that `onlyMerge` asks for. */
  readonly lacksResults: boolean
}

/**
 * Runs a report file through Vitest, once for each job. Vitest reads no config file and keeps
 * nothing on disk: a report can be made from an installation that nobody may write to.
 *
 * @throws {ReportError} PATH_NOT_LOADABLE, OUTPUT_NOT_WRITABLE where temporary files cannot be written
 */
export async function runVitest(run: VitestRun): Promise<RunOutcome> {
  expectLoadablePath(run.file)
  const removeTemporary = useTemporaryFolder()
  try {
    return await runJobs(run)
  } finally {
    removeTemporary()
  }
}

async function runJobs({
  projectRoot,
  file,
  jobs,
  shard,
  onlyMerge = false,
  verbosity,
  isFixture = false,
}: VitestRun): Promise<RunOutcome> {
  const request = { words: [], cwd: process.cwd(), needsInputs: !isFixture, verbosity }
  const project = reportsProject({ root: projectRoot }, request)
  const vitest = await createVitest(
    'test',
    { root: projectRoot, config: false, watch: false, cache: false, update: isFixture },
    {
      test: {
        projects: [
          {
            ...project,
            test: { ...project.test, include: [escapePath(slashedPath(file))], exclude: [] },
          },
        ],
      },
    },
  )
  try {
    const outcomes: RunOutcome[] = []
    for (const words of jobs) {
      const [reports] = vitest.projects
      const provided = reports?.getProvidedContext().reportRequest
      if (provided)
        reports.provide('reportRequest', { ...provided, words, shard: shard ?? null, onlyMerge })
      const { testModules, unhandledErrors } = await vitest.start(
        isFixture ? [] : [slashedPath(file)],
      )
      // The type of Vitest's own return value: what is thrown is made plain on its way.
      outcomes.push(outcomeOf(testModules, unhandledErrors as SerializedError[]))
    }
    return {
      exitCode: Math.max(0, ...outcomes.map(({ exitCode }) => exitCode)),
      workDone: outcomes.flatMap(({ workDone }) => workDone),
      failures: outcomes.flatMap(({ failures }) => failures),
      reports: outcomes.flatMap(({ reports }) => reports),
      keptIn: outcomes.flatMap(({ keptIn }) => keptIn),
      lacksResults: outcomes.some(({ lacksResults }) => lacksResults),
    }
  } finally {
    await vitest.close()
  }
}

function outcomeOf(
  modules: readonly TestModule[],
  unhandled: readonly SerializedError[],
): RunOutcome {
  const metas = modules.flatMap((module) =>
    [...module.children.suites()].map((suite) => suite.meta()),
  )
  const failed = unhandled.length > 0 || !modules.every((module) => module.ok())
  const lacksResults = metas.some((meta) => meta.lacksResults === true)
  return {
    exitCode: lacksResults ? LACKS_RESULTS : Number(failed),
    workDone: workDoneIn(modules),
    failures: failuresOf(modules, unhandled).map(({ part, error }) => `${part}: ${error.message}`),
    reports: metas.flatMap(({ report }) => (report ? [report.path] : [])),
    keptIn: metas.flatMap((meta) => meta.keptIn ?? []),
    lacksResults,
  }
}
