import { expect, test } from 'vitest'
import { loadedRun } from '../../testing/loadedRun.ts'
import type { Cell, LoadedRun } from '../runRecord.ts'
import { jobsOfTrials } from './jobsOfTrials.ts'
import { joinRuns } from './joinRuns.ts'

/** A job of a sweeper that is a sampler. */
function job(runDir: string, overrides: Readonly<Record<string, Cell>>): LoadedRun {
  return { ...jobOfGrid(runDir, overrides), row: [['sampler', "Hydra's sweeper optuna"]] }
}

function jobOfGrid(
  runDir: string,
  overrides: Readonly<Record<string, Cell>>,
  loss: number | readonly number[] = 0.5,
): LoadedRun {
  return loadedRun(runDir, { isJob: true, sources: ['json'], overrides, metrics: { loss } })
}

function trial(id: string, overrides: Readonly<Record<string, Cell>>): LoadedRun {
  return loadedRun(`study.db#${id}`, {
    sources: ['optuna'],
    ended: 'pruned',
    collection: { kind: 'study', name: 's' },
    overrides,
    metrics: { value: 0.25 },
    goals: { value: 'min' },
  })
}

/** Of each trial its job. */
function owners(...runs: readonly LoadedRun[]) {
  return Array.from(jobsOfTrials(runs), ([from, to]) => [from.runDir, to.runDir])
}

test('a trial is the job with its number and its parameters', () => {
  const runs = [
    job('multirun/0', { lr: 0.1, epochs: 5 }),
    job('multirun/1', { lr: 0.2, epochs: 5 }),
    trial('s/0', { lr: 0.1 }),
    trial('s/1', { lr: 0.2 }),
  ]
  expect(owners(...runs)).toEqual([
    ['study.db#s/0', 'multirun/0'],
    ['study.db#s/1', 'multirun/1'],
  ])
  const joined = joinRuns(runs).runs
  expect(joined.map(({ runDir, ended, sources }) => [runDir, ended, sources])).toEqual([
    ['multirun/0', 'pruned', ['json', 'optuna']],
    ['multirun/1', 'pruned', ['json', 'optuna']],
  ])
  expect(joined[0]?.metrics.map(({ name }) => name)).toEqual(['loss', 'value'])
})

test('another number, another value or no parameters make no job of a trial', () => {
  const jobs = [job('multirun/0', { lr: 0.1 }), job('multirun/1', { lr: 0.2 })]
  expect(owners(...jobs, trial('s/1', { lr: 0.1 }), trial('s/0', { lr: 0.3 }))).toEqual([])
  expect(owners(...jobs, trial('s/0', {}))).toEqual([])
})

test('where several trials or jobs fit, none is joined', () => {
  const here = job('a/0', { lr: 0.1 })
  expect(owners(here, job('b/0', { lr: 0.1 }), trial('s/0', { lr: 0.1 }))).toEqual([])
  expect(owners(here, trial('s/0', { lr: 0.1 }), trial('t/0', { lr: 0.1 }))).toEqual([])
})

test('a job of a plain sweep is that of a trial only where it logged the value of the trial', () => {
  const params = { lr: 0.1, seed: 0 }
  const of = (loss: number | readonly number[]) =>
    owners(jobOfGrid('multirun/0', params, loss), trial('s/0', params))
  expect(of(0.5)).toEqual([])
  expect(of([0.75, 0.25])).toEqual([['study.db#s/0', 'multirun/0']])
  // Its best value.
  expect(of([0.25, 0.75])).toEqual([['study.db#s/0', 'multirun/0']])
})

test('equal whole numbers are no sign of it', () => {
  const params = { lr: 0.1 }
  const whole = {
    ...trial('s/0', params),
    metrics: loadedRun('', { metrics: { value: 1 }, goals: { value: 'min' } }).metrics,
  }
  expect(owners(jobOfGrid('multirun/0', params, 1), whole)).toEqual([])
})

test('a copy of the study has the same trial, which is joined once', () => {
  const params = { lr: 0.1 }
  const copy = { ...trial('s/0', params), runDir: 'copy.db#s/0', runId: 's/0 of 2025' }
  const all = [job('multirun/0', params), { ...trial('s/0', params), runId: 's/0 of 2025' }, copy]
  const { runs, earlier } = joinRuns(all)
  expect(runs.map(({ runDir, sources }) => [runDir, sources])).toEqual([
    ['multirun/0', ['json', 'optuna']],
  ])
  expect(earlier).toEqual([
    {
      ...{ runDir: 'study.db#s/0', copyOf: 'copy.db#s/0' },
      reason: 'it is a copy of copy.db#s/0: both have the run id s/0 of 2025',
    },
  ])
})

test("a run of Hugging Face's search is that of the trial with its number, parameters and value", () => {
  const params = { lr: 0.1, seed: 3 }
  const run = (runDir: string, mae: number) =>
    loadedRun(runDir, {
      ...{ sources: ['huggingface'], overrides: params, metrics: { eval_mae: [0.75, mae] } },
      row: [['sampler', "the Trainer's hyperparameter search"]],
    })
  expect(owners(run('hp/run-0', 0.25), trial('s/0', params))).toEqual([
    ['study.db#s/0', 'hp/run-0'],
  ])
  expect(owners(run('hp/run-0', 0.5), trial('s/0', params))).toEqual([])
  expect(owners(run('hp/run-1', 0.25), trial('s/0', params))).toEqual([])
  expect(owners(run('hp/0', 0.25), trial('s/0', params))).toEqual([])
})
