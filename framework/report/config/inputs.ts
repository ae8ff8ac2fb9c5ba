import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { isForeignWindowsPath, windowsAdvice } from '../../files/windowsPath.ts'
import { inferOutputRoot } from '../../output/outputRoot.ts'
import { runsDirBeside } from '../../runs/search/sweepName.ts'
import type { ReportInputs } from '../spec/defineReport.ts'
import { beforeGlob, cacheBesideInputs, cacheFolder } from './cacheFolder.ts'
import { configuredSources } from './configuredSources.ts'
import { fixtureFolder } from './project.ts'
import type { ReportConfig } from './reportConfig.ts'

/** The runs that a report is about, and where it goes. */
export interface ResolvedInputs {
  readonly inputs: ReportInputs
  /** Absolute; the report goes to `<outputRoot>/reports`. */
  readonly outputRoot: string
  /** The folder for what later reports may use, absolute. */
  readonly cacheRoot: string
  /** Folders and files in which runs may change or appear, absolute. */
  readonly runFolders: readonly string[]
}

/** Whether the composed config names any runs, wherever that was said. */
export function namesInputs({ inputs }: ReportConfig): boolean {
  return inputs.sweep_dir.length > 0 || inputs.run_dirs.length > 0
}

/**
 * The inputs that the config names; whether they are fit to be loaded is `loadRuns`' to say.
 *
 * @throws {ReportError} SOURCE_INVALID where a source of one's own cannot be loaded, OUTPUT_NOT_WRITABLE for
 *   the path of another system to write to
 */
export async function inputsFromConfig(
  config: ReportConfig,
  { cwd, projectRoot }: { readonly cwd: string; readonly projectRoot: string },
): Promise<ResolvedInputs> {
  const { sweep_dir: sweepDir, run_dirs: runDirs, ...inputs } = config.inputs
  const trainingRoot = inferOutputRoot([...sweepDir, ...runDirs])
  expectPathsOfThisSystem(config)
  const outputRoot = path.resolve(cwd, config.env.output_root ?? trainingRoot)
  const cacheRoot = cacheFolder(config, outputRoot, cwd)
  const cacheDir = config.cache
    ? cacheBesideInputs(cacheRoot, [...sweepDir, ...runDirs], cwd)
    : undefined
  return {
    inputs: {
      sweepDir,
      runDirs,
      requireComplete: inputs.require_complete,
      deleted: inputs.deleted,
      exclude: inputs.exclude ?? undefined,
      seed: inputs.seed ?? undefined,
      goal: inputs.goal ?? undefined,
      join: inputs.join ?? undefined,
      readOtherwise: scoresOf(config),
      logMetrics: inputs.log_metrics ?? undefined,
      table: inputs.table ?? undefined,
      followExternal: config.security?.follow_external ?? false,
      sources: await configuredSources(config.sources, { projectRoot, cwd }),
      cacheDir,
    },
    outputRoot,
    cacheRoot,
    runFolders: [...sweepDir, ...runDirs].flatMap((input) => foldersOf(input, cwd)),
  }
}

/** The file of a run that the report reads scores from, instead of running a model. */
function scoresOf({ inference }: ReportConfig): string | undefined {
  const { enabled, scores } = inference
  return enabled && typeof scores === 'string' ? scores : undefined
}

/** Elsewhere, a folder of the name `D:\\out` would be made in the working directory. */
function expectPathsOfThisSystem({ env }: ReportConfig): void {
  for (const key of ['output_root', 'cache_root'] as const) {
    const folder = env[key]
    if (folder === null || !isForeignWindowsPath(folder)) continue
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `env.${key}=${folder}: nothing can be written there.${windowsAdvice(folder)}`,
    )
  }
}

/** Where runs of an input may change or appear: the jobs of a sweep may lie beside it. */
function foldersOf(input: string, cwd: string): string[] {
  const folder = path.resolve(cwd, beforeGlob(input))
  const beside = runsDirBeside(folder)
  return beside === undefined ? [folder] : [folder, beside]
}

/**
 * The fixture sweep of a report: the first of `fixtures/<fixture>/outputs/multiruns/`. The report does not go beside
 * the committed runs.
 *
 * @param options.cacheRoot where what is read of the runs is kept; null: nowhere
 * @throws {ReportError} FIXTURE_NOT_FOUND
 */
export function inputsFromFixture(options: {
  projectRoot: string
  fixture: string
  cwd: string
  outputRoot: string
  cacheRoot: string | null
}): ResolvedInputs {
  const folder = fixtureFolder(options.projectRoot, options.fixture)
  const sweeps = path.join(folder, 'outputs/multiruns')
  const sweep = existsSync(sweeps) ? firstFolder(sweeps) : undefined
  if (sweep === undefined) {
    throw new ReportError(
      'FIXTURE_NOT_FOUND',
      `The fixture "${options.fixture}" has no sweep under ${sweeps}. Copy a ` +
        'small sweep there, or write one with fakeSweep from thesis-report/testing.',
    )
  }
  const sweepDir = path.relative(options.cwd, path.join(sweeps, sweep))
  const { outputRoot } = options
  return {
    inputs: { sweepDir: [sweepDir], cacheDir: options.cacheRoot ?? undefined },
    outputRoot,
    cacheRoot: options.cacheRoot ?? path.join(outputRoot, '.cache'),
    runFolders: [],
  }
}

/** By name, of a folder's folders without those that are hidden. */
function firstFolder(folder: string): string | undefined {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort()[0]
}
