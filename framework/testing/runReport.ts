import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import * as v from 'valibot'
import { parseOverrideText } from '../config/overrides/overrideGrammar.ts'
import { findProjectRoot } from '../report/config/project.ts'
import { checkSpec } from '../report/spec/checkSpec.ts'
import type { AnalyzeResult, Collected, ReportSpec } from '../report/spec/defineReport.ts'
import { buildReport } from '../report/stages/build.ts'
import type { FinishedReport } from '../report/stages/finish.ts'
import type { ReportTask } from '../report/stages/reportTask.ts'
import { isReasonToSkip } from '../report/stages/stage.ts'
import { checkArguments, checkOptions, objectOf, TEXT, TEXTS } from '../text/checkOptions.ts'
import { type FakeSweep, fakeSweep, SWEEP } from './fakeSweep.ts'

/** Over which runs a report is made. */
export interface RunReportOptions {
  /** A sweep's directory, or the description of one to write. Default: the report's fixture. */
  readonly sweep?: string | Omit<FakeSweep, 'root'>
  /** Run directories, instead of a sweep. */
  readonly runs?: readonly string[]
  /** Overrides as on the command line. Default none. */
  readonly overrides?: readonly string[]
}

const REPORT = 'a report, as defineReport returns it'
const OPTIONS = {
  sweep: v.union([TEXT, objectOf('a directory or the description of a sweep')]),
  runs: TEXTS,
  overrides: TEXTS,
}

/** What became of a report. */
export interface RanReport {
  /** The report's folder, absolute; undefined when its tables could not be made. */
  readonly path: string | undefined
  /** The files in it, relative and sorted. */
  readonly files: readonly string[]
  /** The text of one of the files. */
  readonly read: (file: string) => string
  /** Parts that failed, in their order, and why. */
  readonly failed: readonly { readonly task: string; readonly reason: string }[]
  /** Parts that had nothing to be done, or needed one that failed, and why. */
  readonly skipped: readonly { readonly task: string; readonly reason: string }[]
  /** What the report told, a sentence each. */
  readonly warnings: readonly string[]
}

/**
 * Makes a report as `vitest run` and `thesis-report` do, all its parts in their order, for tests of
 * a report. Everything is written to a new temporary folder.
 *
 * @throws {ReportError} for what is wrong with the config, the inputs or the figure names
 */
export async function runReport<C extends Collected, A extends AnalyzeResult, R>(
  spec: ReportSpec<C, A, R>,
  options: RunReportOptions = {},
): Promise<RanReport> {
  checkArguments('OPTION_INVALID', 'runReport', { report: spec }, { report: objectOf(REPORT) })
  checkOptions('OPTION_INVALID', 'runReport', options, OPTIONS)
  const { sweep, runs, overrides = [] } = options
  if (typeof sweep === 'object') {
    checkOptions('OPTION_INVALID', 'runReport: sweep', sweep, SWEEP, ['axes'])
  }
  const root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  const sweepDir = typeof sweep === 'object' ? fakeSweep({ root, ...sweep }).sweepDir : sweep
  const words = [
    ...(sweepDir === undefined ? [] : [`inputs.sweep_dir=${JSON.stringify(sweepDir)}`]),
    ...(runs === undefined ? [] : [`inputs.run_dirs=${JSON.stringify(runs)}`]),
    `env.output_root=${JSON.stringify(path.join(root, 'made'))}`,
    ...overrides,
  ]
  const build = await buildReport(checkSpec(spec, `The report "${spec.name}"`), {
    overrides: words.map(parseOverrideText),
    cwd: process.cwd(),
    projectRoot: findProjectRoot(process.cwd()),
    fixtureOutputRoot: path.join(root, 'made'),
    keepsFixtureReport: true,
  })
  const failed: { task: string; reason: string }[] = []
  const skipped: { task: string; reason: string }[] = []
  for (const task of build.tasks) await runTask(task, failed, skipped)
  return describeReport(await build.finish({ partial: true }), failed, skipped)
}

async function runTask(
  { name, run }: ReportTask,
  failed: { task: string; reason: string }[],
  skipped: { task: string; reason: string }[],
): Promise<void> {
  try {
    await run()
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const outcome = isReasonToSkip(error) ? skipped : failed
    outcome.push({ task: name, reason })
  }
}

function describeReport(
  report: FinishedReport | undefined,
  failed: { task: string; reason: string }[],
  skipped: { task: string; reason: string }[],
): RanReport {
  return {
    path: report?.path,
    files: report === undefined ? [] : filesBelow(report.path),
    read: (file) => readFileSync(path.join(report?.path ?? '', file), 'utf8'),
    failed,
    skipped,
    warnings: report?.warnings ?? [],
  }
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort()
}
