import { loadYaml } from '../../config/loadYaml.ts'
import { overrideWord } from '../../config/overrides/writeOverride.ts'
import { type LoadedRuns, loadRuns } from '../loadRuns.ts'
import { RUN_FILES, readWholeFile } from '../runFiles.ts'
import { findRuns } from '../search/discovery.ts'
import type { RunStatus } from '../sources/source.ts'
import { readJobLog } from './jobLog.ts'
import { overridesKey, readPlannedSweep } from './plannedSweep.ts'

/** What became of a job: `short` got much less far than others, `no results` left none. */
export type JobState = 'absent' | 'failed' | 'running' | 'no results' | 'short'

/** A job that a comparison would lack. */
export interface MissingJob {
  readonly state: JobState
  /** Undefined for one that is absent. */
  readonly directory: string | undefined
  /** What was asked for; empty where that is not known. */
  readonly overrides: readonly string[]
  /** Why it is thought to be so: a sentence, or the last lines of its log. */
  readonly evidence: readonly string[]
  /** The words after the program that run just this job again, in its place. */
  readonly rerun: readonly string[]
}

/** A sweep, and what it lacks. */
export interface SweepGaps {
  readonly directory: string
  /** How many jobs were planned; undefined where that is not known. */
  readonly planned: number | undefined
  readonly found: number
  /** Why there may be none where it was looked: the sweep may have been renamed or moved. */
  readonly remark: string | undefined
  readonly program: string
  readonly missing: readonly MissingJob[]
}

/**
 * Compares what a sweep planned (`multirun.yaml`) with what lies there: jobs that are absent, failed,
 * are running, left no results, or got much less far than the others.
 *
 * @throws {ReportError} what {@link loadRuns} throws, and SWEEP_INVALID for a broken `multirun.yaml`
 */
export async function findMissing(sweepDir: string): Promise<SweepGaps> {
  const plan = readPlannedSweep(sweepDir)
  const jobs = findRuns({ sweepDir })
    .jobs.filter(({ hasHydra }) => hasHydra)
    .map(({ directory }) => ({ directory, overrides: overridesOf(directory) }))
  const loaded = await loadRuns({ sweepDir, requireComplete: false })
  const byOverrides = new Map(jobs.map((job) => [overridesKey(job.overrides), job]))
  const absent = (plan?.jobs ?? []).flatMap((overrides, number): MissingJob[] => {
    if (byOverrides.has(overridesKey(overrides))) return []
    const place = plan?.subdirIsNumber ? [placeOverride(`${sweepDir}/${number}`)] : []
    const rerun = [...overrides, ...place]
    return [{ state: 'absent', directory: undefined, overrides, evidence: [], rerun }]
  })
  const broken = jobs.flatMap(({ directory, overrides }): MissingJob[] => {
    const judged = judge(directory, loaded)
    if (judged === undefined) return []
    const rerun = [...overrides, placeOverride(directory)]
    return [{ ...judged, directory, overrides, rerun: judged.state === 'running' ? [] : rerun }]
  })
  return {
    directory: sweepDir,
    planned: plan?.jobs?.length,
    found: jobs.length,
    remark: loaded.skipped.find(({ runDir }) => runDir === sweepDir)?.reason,
    program: `${plan?.program ?? programOf(jobs) ?? 'PROGRAM'}.py`,
    missing: [...absent, ...broken],
  }
}

/** The program that the jobs' logs are named after. */
function programOf(jobs: readonly { readonly directory: string }[]): string | undefined {
  return jobs
    .map(({ directory }) => readJobLog(directory).program)
    .find((name) => name !== undefined)
}

/** What a job lacks, and how that is known; undefined for one that has its results. */
function judge(
  directory: string,
  { runs, skipped, warnings }: LoadedRuns,
): Pick<MissingJob, 'state' | 'evidence'> | undefined {
  const isHere = (runDir: string) => runDir === directory || runDir.startsWith(`${directory}/`)
  const rows = [...Array(runs.numRows()).keys()].filter((row) => isHere(runs.get('run_dir', row)))
  const statuses = rows.map((row) => runs.get('status', row) as RunStatus)
  const log = readJobLog(directory)
  const reason = skipped.find(({ runDir }) => isHere(runDir))?.reason
  const evidence = log.lastLines.length > 0 ? log.lastLines : reason === undefined ? [] : [reason]
  if (statuses.includes('failed')) return { state: 'failed', evidence }
  if (statuses.includes('finished') || statuses.includes('pruned')) return undefined
  const short = warnings.find(
    ({ kind, runDirs }) => kind === 'shorter-than-others' && runDirs.some(isHere),
  )
  const hasResults = rows.some((row) => runs.get('source', row) !== 'hydra')
  const isUnfinished = !hasResults || short !== undefined || isFactsWithoutEnd(rows, runs)
  if (log.hasFailed && isUnfinished) return { state: 'failed', evidence }
  if (isUnfinished && (log.isActive || statuses.includes('running'))) {
    return { state: 'running', evidence }
  }
  if (short !== undefined) return { state: 'short', evidence: [short.detail] }
  return hasResults && !isFactsWithoutEnd(rows, runs)
    ? undefined
    : { state: 'no results', evidence }
}

/** Facts say when a training ended: those that do not are of one that broke off. */
function isFactsWithoutEnd(rows: readonly number[], runs: LoadedRuns['runs']): boolean {
  return rows.some((row) => {
    const [source, status] = ['source', 'status'].map((column) => String(runs.get(column, row)))
    return source?.startsWith('facts') === true && status === 'unknown'
  })
}

/** None where the file is missing or broken, which `loadRuns` tells. */
function overridesOf(directory: string): string[] {
  try {
    const text = readWholeFile({ runDir: directory, files: [] }, RUN_FILES.overrides)
    const list = loadYaml(text?.toString('utf8') ?? '', {
      source: RUN_FILES.overrides,
      resolve: false,
    })
    return Array.isArray(list) ? list.map(String) : []
  } catch {
    return []
  }
}

/** Where Hydra is to put a job; a path may hold what its grammar gives a meaning. */
function placeOverride(directory: string): string {
  return overrideWord('hydra.run.dir', directory)
}
