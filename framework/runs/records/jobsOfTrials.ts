import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { valueKey } from '../../tables/valueKey.ts'
import type { LoadedRun } from '../runRecord.ts'

/**
 * For trials of a study the jobs that Hydra's sweeper ran for them, which nothing in the files links: the
 * job with the trial's number and all of its parameters, where there is one such job and one such trial.
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
    const [job, ...others] = numbered.filter((each) => hasParams(each, run))
    if (job !== undefined && others.length === 0) owners.set(run, job)
  }
  const trials = groupBy(owners, ([, job]) => job)
  return new Map([...owners].filter(([, job]) => trials.get(job)?.length === 1))
}

function hasParams(job: LoadedRun, trial: LoadedRun): boolean {
  const set = new Map(job.overrides.map(({ key, value }) => [key, valueKey(value)]))
  return trial.overrides.every(({ key, value }) => set.get(key) === valueKey(value))
}
