import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { valueKey } from '../../tables/valueKey.ts'
import type { LoadedRun } from '../runRecord.ts'
import { isSameId } from './sameId/copies.ts'

/**
 * For trials of a study the jobs that Hydra's sweeper ran for them, which nothing in the files links: the
 * job with the trial's number and all of its parameters, where there is one such job and one such trial. A grid of
 * Hydra's own has such jobs by chance: its jobs must have logged the value that the trial has.
 */
export function jobsOfTrials(runs: readonly LoadedRun[]): Map<LoadedRun, LoadedRun> {
  const jobs = groupBy(
    runs.filter(({ isJob }) => isJob),
    ({ runDir }) => posix.basename(runDir),
  )
  const owners = new Map<LoadedRun, LoadedRun>()
  for (const run of runs) {
    if (run.collection?.kind !== 'study' || run.overrides.length === 0) continue
    const numbered = jobs.get(posix.basename(run.runDir)) ?? []
    const [job, ...others] = numbered.filter((each) => isJobOf(each, run))
    if (job !== undefined && others.length === 0) owners.set(run, job)
  }
  const trials = groupBy(owners, ([, job]) => job)
  // A copy of the study has the same trial once more.
  const isOneTrial = (job: LoadedRun) => {
    const [first, ...copies] = (trials.get(job) ?? []).map(([trial]) => trial)
    return first !== undefined && copies.every((copy) => isSameId(first, copy))
  }
  return new Map([...owners].filter(([, job]) => isOneTrial(job)))
}

function isJobOf(job: LoadedRun, trial: LoadedRun): boolean {
  return hasParams(job, trial) && (hasSampler(job) || hasValue(job, trial))
}

function hasParams(job: LoadedRun, trial: LoadedRun): boolean {
  const set = new Map(job.overrides.map(({ key, value }) => [key, valueKey(value)]))
  return trial.overrides.every(({ key, value }) => set.get(key) === valueKey(value))
}

function hasSampler({ row }: LoadedRun): boolean {
  return row.some(([column, value]) => column === 'sampler' && value !== null)
}

/** Whether the job logged the trial's value, as its last or its best one; whole numbers are equal in many runs. */
function hasValue(job: LoadedRun, trial: LoadedRun): boolean {
  const results = trial.metrics
    // What the study optimises.
    .filter(({ count, goal }) => count === 1 && goal !== null)
    .flatMap(({ last }) => (last === null || Number.isInteger(last) ? [] : [Math.fround(last)]))
  const logged = new Set(
    job.metrics.flatMap(({ last, min, max }) =>
      [last, min?.value, max?.value].flatMap((value) =>
        value == null ? [] : [Math.fround(value)],
      ),
    ),
  )
  return results.length > 0 && results.every((value) => logged.has(value))
}
