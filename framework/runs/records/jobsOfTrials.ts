import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { valueKey } from '../../tables/valueKey.ts'
import type { LoadedRun } from '../runRecord.ts'
import { isSameId } from './sameId/copies.ts'

/**
 * For trials of a study the runs that were made for them, which nothing in the files links: the job of Hydra's sweeper, or
 * the run of Hugging Face's search, that has the trial's number and all of its parameters, where there is one such run and
 * one such trial. A grid of Hydra's own, and another search, have such runs by chance: they must have logged the value
 * that the trial has.
 */
export function jobsOfTrials(runs: readonly LoadedRun[]): Map<LoadedRun, LoadedRun> {
  const jobs = groupBy(
    runs.filter((run) => numberOf(run) !== undefined),
    numberOf,
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

/** What numbers a run of a sweep or a search: the name of its folder. */
function numberOf({ isJob, sources, runDir }: LoadedRun): string | undefined {
  const folder = posix.basename(runDir)
  if (isJob) return folder
  return sources[0] === 'huggingface' ? SEARCH_FOLDER.exec(folder)?.[1] : undefined
}

/** Of `transformers.Trainer.hyperparameter_search`, by the number of the trial. */
const SEARCH_FOLDER = /^run-(\d+)$/

function isJobOf(job: LoadedRun, trial: LoadedRun): boolean {
  return hasParams(job, trial) && ((job.isJob && hasSampler(job)) || hasValue(job, trial))
}

function hasParams(job: LoadedRun, trial: LoadedRun): boolean {
  const set = new Map(job.overrides.map(({ key, value }) => [key, valueKey(value)]))
  return trial.overrides.every(({ key, value }) => set.get(key) === valueKey(value))
}

function hasSampler({ row }: LoadedRun): boolean {
  return row.some(([column, value]) => column === 'sampler' && value !== null)
}

/** Whether the run logged the trial's value, as its last or its best one; whole numbers are equal in many runs. */
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
