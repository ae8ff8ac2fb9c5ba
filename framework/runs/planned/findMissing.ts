import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { overrideWord } from '../../config/overrides/writeOverride.ts'
import { ReportError } from '../../errors.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { jobFolder } from '../hydra/jobFolder.ts'
import { overridesOfJob, type Program, programOfJob } from '../hydra/jobProgram.ts'
import { type Start, startOf, startWords } from '../hydra/startCommand.ts'
import { type LoadRunsOptions, loadRuns } from '../loadRuns.ts'
import { findRuns } from '../search/discovery.ts'
import { belowPath, isWithin, sortRunPaths } from '../search/runPath.ts'
import { runNameMatcher } from '../search/sweepName.ts'
import { chooseSources } from '../sources/chooseSources.ts'
import { readJobLog } from './jobLog.ts'
import { folderKey, isNumber, mayShareFolders, placeOfNumber } from './jobPlaces.ts'
import { isReadable, JobJudge, type JobState, type JudgedJob } from './jobState.ts'
import { mayResume, overridesKey } from './overridesKey.ts'
import { type PlannedSweep, readPlannedSweep } from './plannedSweep.ts'

/** A job that a comparison would lack. */
export interface MissingJob extends JudgedJob {
  /** Undefined for one that is absent. */
  readonly directory: string | undefined
  /** What was asked for; empty where that is not known. */
  readonly overrides: readonly string[]
  /** The words after the program that run just this job again, in its place. */
  readonly rerun: readonly string[]
  /** Where they are to be typed, after which file; undefined where there are none. */
  readonly start: Start | undefined
}

/** A sweep, or what lies in no sweep that says what it planned, and what it lacks. */
export interface SweepGaps {
  /** Of the sweep; what was searched where there is none. */
  readonly directory: string
  /** How many jobs were planned, or why that is not known, with how many a sampler was asked for. */
  readonly planned:
    | number
    | { readonly reason: string; readonly isBroken?: true; readonly asked?: number }
  /** Jobs of Hydra's. */
  readonly found: number
  /** Runs that something else than Hydra started. */
  readonly otherRuns: number
  /** Why there may be none where it was looked: the sweep may have been renamed or moved. */
  readonly remark: string | undefined
  readonly missing: readonly MissingJob[]
  /** Directories of jobs that the plan does not have. */
  readonly unplanned: readonly string[]
}

interface Job {
  readonly directory: string
  readonly overrides: readonly string[]
  /** The overrides of each job that wrote into the directory. */
  readonly asked: readonly (readonly string[])[]
}

/**
 * Compares what sweeps planned (`multirun.yaml`) with what lies there: jobs that are absent, failed,
 * are running, left no results that can be read, or got much less far than the others. Each directory with a
 * `multirun.yaml` is a sweep; all other jobs and runs come last, together.
 *
 * @throws {ReportError} what {@link loadRuns} throws
 */
export async function findMissing(
  inputs: Omit<LoadRunsOptions, 'requireComplete'>,
): Promise<SweepGaps[]> {
  const { jobs: found, planned } = findRuns(inputs, await chooseSources(inputs))
  const loaded = await loadRuns({ ...inputs, requireComplete: false })
  const runsBelow = groupBy(loaded.order, jobFolder)
  const jobs = found
    .filter(({ hasHydra }) => hasHydra)
    .map(({ directory }) => jobOf(directory, runsBelow.get(directory) ?? []))
  const judge = new JobJudge(new Set(jobs.map(({ directory }) => directory)), loaded)
  const sweeps = new Map(sortRunPaths(planned).map((sweep) => [sweep, [] as Job[]]))
  const rest: Job[] = []
  for (const job of jobs) (sweeps.get(sweepOf(job, planned) ?? '') ?? rest).push(job)
  const gaps = [...sweeps].map(([sweep, ofSweep]): SweepGaps => {
    const remark = loaded.skipped.find(({ runDir }) => runDir === sweep)?.reason
    return { ...gapsOfSweep(sweep, ofSweep, judge), remark }
  })
  if (gaps.length > 0 && rest.length === 0 && judge.otherRuns.length === 0) return gaps
  const searched = [inputs.sweepDir ?? [], inputs.runDirs ?? []].flat(2)
  return [
    ...gaps,
    {
      directory: searched.join(', '),
      planned: { reason: `no multirun.yaml lies ${gaps.length > 0 ? 'above them' : 'there'}` },
      found: rest.length,
      otherRuns: judge.otherRuns.length,
      remark: loaded.skipped.find(({ runDir }) => searched.includes(runDir))?.reason,
      missing: [
        ...brokenJobs(rest, judge),
        ...judge.otherRuns.flatMap((directory): MissingJob[] => {
          const judged = judge.judge(directory)
          const unknown = { directory, overrides: [], rerun: [], start: undefined }
          return judged === undefined ? [] : [{ ...judged, ...unknown }]
        }),
      ],
      unplanned: [],
    },
  ]
}

/** Whether jobs or runs lack, or nobody can tell because the plan is broken. What no source reads may be whole. */
export function isIncomplete(sweep: SweepGaps): boolean {
  const { missing, planned } = sweep
  const isLacking = missing.some(({ state }) => state !== 'results not read')
  if (isLacking || unstartedJobs(sweep) > 0) return true
  return typeof planned === 'object' && planned.isBroken === true
}

/** How many jobs a sampler was asked for and did not come to start. */
export function unstartedJobs({ planned, found }: SweepGaps): number {
  const asked = typeof planned === 'object' ? planned.asked : undefined
  return Math.max(0, (asked ?? 0) - found)
}

/** The innermost sweep that a job lies in, or that its name belongs to. */
function sweepOf({ directory }: Job, sweeps: readonly string[]): string | undefined {
  const around = sweeps.filter((sweep) => isWithin(directory, sweep))
  const innermost = around.toSorted((a, b) => b.length - a.length)[0]
  const name = path.posix.basename(directory)
  return (
    innermost ?? sweeps.find((sweep) => runNameMatcher(path.basename(path.resolve(sweep)))?.(name))
  )
}

/** A job, with those of which only a record below its directory is left: the last one wrote `.hydra` anew. */
function jobOf(directory: string, runs: readonly string[]): Job {
  const overrides = overridesOfJob(directory) ?? []
  const all = [overrides, ...runs.map((run) => overridesOfJob(run) ?? overrides)]
  return { directory, overrides, asked: [...groupBy(all, overridesKey).values()].map(firstOf) }
}

function firstOf<Value>([first]: readonly Value[]): Value {
  return first as Value
}

function gapsOfSweep(sweep: string, jobs: readonly Job[], judge: JobJudge) {
  const common = { directory: sweep, found: jobs.length, otherRuns: 0 }
  let plan: PlannedSweep
  try {
    plan = readPlannedSweep(sweep)
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return {
      ...common,
      planned: { reason: error.message, isBroken: true as const },
      missing: brokenJobs(jobs, judge),
      unplanned: [],
    }
  }
  const program = { ...plan.program, name: plan.program.name ?? nameOf(jobs) }
  const broken = brokenJobs(jobs, judge, program)
  if (!plan.jobs.known) {
    const { reason, asked } = plan.jobs
    const planned = { reason, ...(asked === undefined ? {} : { asked }) }
    return { ...common, planned, missing: broken, unplanned: [] }
  }
  const planned = plan.jobs.overrides
  const asked = new Set(planned.map(overridesKey))
  const isAsked = (overrides: readonly string[]) => asked.has(overridesKey(overrides))
  const ofPlace = plannedPlaces(sweep, planned, plan)
  const there = jobs.map((job) => {
    const all = mayShareFolders(plan.subdir) ? job.asked : [job.overrides]
    const known = all.filter(isAsked)
    const own = ofPlace.get(job.directory)
    const isResumed = known.length === 0 && own !== undefined && mayResume(job.overrides, own)
    return { ...job, asked: isResumed ? [own] : known }
  })
  return {
    ...common,
    found: there.reduce((sum, job) => sum + Math.max(1, job.asked.length), 0),
    planned: planned.length,
    missing: [
      ...absentJobs(sweep, planned, { jobs: there, plan: { ...plan, program } }),
      ...broken,
    ],
    unplanned: there.filter((job) => job.asked.length === 0).map(({ directory }) => directory),
  }
}

/**
 * The overrides that were planned for each place below a sweep. A job that was started again there with more of them,
 * such as `+ckpt_path=last.ckpt`, is the planned one.
 */
function plannedPlaces(
  sweep: string,
  planned: readonly (readonly string[])[],
  { subdir }: PlannedSweep,
): ReadonlyMap<string, readonly string[]> {
  return new Map(
    planned.flatMap((overrides, number): [string, readonly string[]][] => {
      const place = placeOfNumber(subdir, number)
      return place === undefined ? [] : [[belowPath(sweep, place), overrides]]
    }),
  )
}

/** The planned jobs that no directory holds, each to be run where no other job lies. */
function absentJobs(
  sweep: string,
  planned: readonly (readonly string[])[],
  { jobs, plan }: { readonly jobs: readonly Job[]; readonly plan: PlannedSweep },
): MissingJob[] {
  const open = groupBy(
    jobs.flatMap(({ directory, asked }) => asked.map((overrides) => ({ directory, overrides }))),
    ({ overrides }) => overridesKey(overrides),
  )
  // A sweep over `seed=1,1` has two jobs with the same overrides: each job is one of them, its own where it can be.
  const isThere = planned.map((overrides, number) => {
    const alike = open.get(overridesKey(overrides)) ?? []
    const own = alike.findIndex(({ directory }) => directory === belowPath(sweep, `${number}`))
    return own !== -1 && alike.splice(own, 1).length > 0
  })
  // Alone, it would write over another job's results.
  const byGroups = jobs.every(({ asked }) => optionsNameFolders(plan, asked))
  const keyOf = (overrides: readonly string[]) => folderKey(plan, overrides, { byGroups })
  const sharing = groupBy(planned, keyOf)
  const isShared = (overrides: readonly string[]) =>
    mayShareFolders(plan.subdir) && (sharing.get(keyOf(overrides))?.length ?? 0) > 1
  const start = startOf(plan.program)
  let free = firstFreeNumber(sweep, planned.length)
  return planned.flatMap((overrides, number): MissingJob[] => {
    if (isThere[number] || open.get(overridesKey(overrides))?.shift() !== undefined) return []
    const own = belowPath(sweep, `${number}`)
    // One that lies in its place and cannot be read may well be this job: it is reported as that.
    if (jobs.some(({ directory }) => directory === own) && !isReadable(own)) return []
    const isTaken = isNumber(plan.subdir) && existsSync(own)
    const named = placeOfNumber(plan.subdir, isTaken ? free++ : number)
    const place = named !== undefined && isShared(overrides) ? `${named}_${number}` : named
    const there = place === undefined ? [] : [placeOverride(belowPath(sweep, place), start)]
    const rerun = startWords(plan.program, [...overrides, ...there])
    return [{ state: 'absent', directory: undefined, overrides, evidence: [], rerun, start }]
  })
}

/** Whether jobs that wrote into one folder chose no options that should have told their folders apart. */
function optionsNameFolders(plan: PlannedSweep, asked: Job['asked']): boolean {
  const [withOptions, without] = [true, false].map(
    (byGroups) => new Set(asked.map((overrides) => folderKey(plan, overrides, { byGroups }))).size,
  )
  return withOptions === without
}

/** The first number that neither a planned job nor a directory has, nor any after it. */
function firstFreeNumber(sweep: string, planned: number): number {
  const taken = readdirSync(sweep).filter((name) => /^\d+$/.test(name))
  return Math.max(planned, ...taken.map((name) => Number(name) + 1))
}

/** To run these again might overwrite results. */
const RERUN_IS_PREMATURE: ReadonlySet<JobState> = new Set([
  'running',
  'results not read',
  'unreadable',
])

/** The jobs that are there and lack something, each to be run again in its own place. */
function brokenJobs(jobs: readonly Job[], judge: JobJudge, ofSweep?: Program): MissingJob[] {
  return jobs.flatMap(({ directory, overrides }): MissingJob[] => {
    const judged = judge.judge(directory)
    if (judged === undefined) return []
    if (RERUN_IS_PREMATURE.has(judged.state)) {
      return [{ ...judged, directory, overrides, rerun: [], start: undefined }]
    }
    const program = ofSweep ?? ownProgram(directory, jobs)
    const start = startOf(program)
    const rerun = startWords(program, [...overrides, placeOverride(directory, start)])
    return [{ ...judged, directory, overrides, rerun, start }]
  })
}

/** The program of a job, with the name that the others have where its own files do not say. */
function ownProgram(directory: string, jobs: readonly Job[]): Program {
  const program = programOfJob(directory)
  const name = program.name ?? readJobLog(directory).program ?? nameOf(jobs)
  return { ...program, name }
}

/** The program's name, as a job's config or else its log says. */
function nameOf(jobs: readonly Job[]): string | undefined {
  for (const { directory } of jobs) {
    const name = programOfJob(directory).name ?? readJobLog(directory).program
    if (name !== undefined) return name
  }
  return undefined
}

/**
 * Where Hydra is to put a job, as somebody who starts it elsewhere has to name it too; a path may hold what its
 * grammar gives a meaning.
 */
function placeOverride(directory: string, start: Start): string {
  const isHere = start.directory === process.cwd()
  return overrideWord('hydra.run.dir', isHere ? directory : path.resolve(directory))
}
