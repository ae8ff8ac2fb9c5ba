import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { loadedRun } from '../../../testing/loadedRun.ts'
import type { Goal } from '../../sources/source.ts'
import { chooseGoals, findGoalsOfNone } from './goals.ts'

function choose(
  runs: readonly { metrics: Record<string, number>; goals?: Record<string, Goal> }[],
  given: Record<string, Goal> = {},
) {
  const loaded = runs.map((run, at) => loadedRun(`run${at}`, run))
  const { goals, findings } = chooseGoals(loaded, new Map(Object.entries(given)))
  return { goals: Object.fromEntries(goals), findings }
}

test('the user says first, then the files, then the name', () => {
  const run = { metrics: { loss: 1, acc: 1, f1: 1 }, goals: { loss: 'max', acc: 'min' } } as const
  expect(choose([run], { loss: 'min' }).goals).toEqual({ loss: 'min', acc: 'min', f1: 'max' })
})

test('the user may name the column of a metric', () => {
  const run = { metrics: { status: 1, f1: 1 } }
  expect(choose([run], { 'metric.status': 'max', 'f1.best': 'min' }).goals).toEqual({
    status: 'max',
    f1: 'min',
  })
})

test('a goal of what no run has is reported with the nearest name', () => {
  const goals = new Map<string, Goal>([['acc', 'max']])
  const runs = runsOf([{ acc: 1, 'metric.status': 1, 'loss.total_best': 1 }])
  const asked = ['ac', 'acc.best', 'loss.total_best', 'metric.status']
  expect(findGoalsOfNone(asked, { goals, runs })).toEqual([
    {
      kind: 'goal-of-none',
      runDir: '',
      detail: 'inputs.goal: no run has a metric "ac". Did you mean "acc"?',
    },
  ])
})

test('goals by the name are reported once, with what says otherwise', () => {
  const metrics = { acc: 1, loss: 1 }
  expect(choose([{ metrics }, { metrics }]).findings).toEqual([
    {
      kind: 'goal-by-name',
      runDir: '',
      detail:
        'Which values are better was guessed from the names of metrics: acc max, loss min; ' +
        'inputs.goal={METRIC: max} says otherwise',
    },
  ])
})

test('a metric of which nobody knows has no goal', () => {
  expect(choose([{ metrics: { x: 1 } }])).toEqual({ goals: {}, findings: [] })
})

test('where files disagree there is no goal, unless the user says', () => {
  const runs = [
    { metrics: { score: 1 }, goals: { score: 'min' } },
    { metrics: { score: 1 }, goals: { score: 'max' } },
  ] as const
  const { goals, findings } = choose(runs)
  expect(goals).toEqual({})
  expect(findings).toMatchObject([
    { kind: 'goals-disagree', detail: expect.stringContaining('so that it has no best: score;') },
  ])
  expect(choose(runs, { score: 'max' })).toEqual({ goals: { score: 'max' }, findings: [] })
})

test('a file that states the goal of one run speaks for all', () => {
  const runs = [{ metrics: { x: 1 } }, { metrics: { x: 1 }, goals: { x: 'max' } }] as const
  expect(choose(runs)).toEqual({ goals: { x: 'max' }, findings: [] })
})
