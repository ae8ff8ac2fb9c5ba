import { describe, expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { bestRuns } from './bestRuns.ts'

const RUNS = runsOf([
  { run_dir: 'a', model: 'x', acc: 0.9, 'acc.best': 0.9, loss: 3, weight: 1 },
  { run_dir: 'b', model: 'x', acc: 0.1, 'acc.best': 0.95, loss: 2, weight: 2 },
  { run_dir: 'c', model: 'y', acc: 0.5, 'acc.best': 0.5, loss: null, weight: 3 },
  { run_dir: 'd', model: 'z', acc: null, 'acc.best': null, loss: 2, weight: null },
])

function best(metric: string, { groupBy = '', goals = {} } = {}) {
  const { table } = bestRuns(
    RUNS,
    { goals: new Map(Object.entries(goals)) },
    { metric, groupBy: groupBy === '' ? undefined : groupBy },
  )
  return [...table.array('run_dir')]
}

test('the best value of the course counts, not the last', () => {
  expect(best('acc')).toEqual(['b'])
})

test('less is better for a loss; of equal ones the first run counts', () => {
  expect(best('loss')).toEqual(['b'])
})

test('with a group each has its best; one without values has none', () => {
  expect(best('acc', { groupBy: 'model' })).toEqual(['b', 'c'])
})

test('a goal of the files or of the user comes before the name', () => {
  expect(best('loss', { goals: { loss: 'max' } })).toEqual(['a'])
  expect(best('weight', { goals: { weight: 'min' } })).toEqual(['a'])
})

test('a metric counts, not the parameter of the same name', () => {
  const runs = runsOf([
    { run_dir: 'a', loss: 'ce', 'metric.loss': 0.8 },
    { run_dir: 'b', loss: 'mse', 'metric.loss': 0.1 },
  ])
  const { table } = bestRuns(runs, { goals: new Map() }, { metric: 'loss', groupBy: undefined })
  expect([...table.array('run_dir')]).toEqual(['b'])
})

test.each([
  ['weight', /which values are better is not known; add 'inputs\.goal=\{weight: max\}'/],
  ['los', /--best: the runs have no column "los"\. Did you mean "loss"\?/],
])('%s is wrong usage', (metric, message) => {
  expect(() => best(metric)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(message) }),
  )
})

test('an unknown group is wrong usage', () => {
  expect(() => best('acc', { groupBy: 'modell' })).toThrow('--group-by')
})

describe('of runs with the same value', () => {
  const runs = runsOf([
    { run: 'failed', status: 'failed', acc: 0.9 },
    { run: 'going', status: 'running', acc: 0.9 },
    { run: 'done', status: 'finished', acc: 0.9 },
    { run: 'lower', status: 'finished', acc: 0.8 },
  ])
  const bestOf = (table: typeof runs) =>
    bestRuns(table, { goals: new Map() }, { metric: 'acc', groupBy: undefined })

  test('a finished one counts, and the others are named', () => {
    const { table, notes } = bestOf(runs)
    expect(table.array('run')).toEqual(['done'])
    expect(notes).toEqual(['The same acc as done has: going (running), failed (failed).'])
  })

  test('one that has not ended is told to be so', () => {
    const { notes } = bestOf(runs.slice(0, 2))
    expect(notes[0]).toBe('The status of going, which has the best acc, is running.')
    expect(bestOf(runs.slice(2)).notes).toEqual([])
  })
})

test('that the best run diverged later is told', () => {
  const runs = runsOf([
    { run: '0', 'val/acc.best': 0.5, diverged: null },
    { run: '1', 'val/acc.best': 0.9, diverged: 'val/acc' },
  ])
  const { notes } = bestRuns(runs, { goals: new Map() }, { metric: 'val/acc', groupBy: undefined })
  expect(notes).toEqual([
    '1, which has the best val/acc.best, diverged later: its last value is NaN or infinite.',
  ])
})
