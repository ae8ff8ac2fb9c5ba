import { expect, test } from 'vitest'
import type { Goal } from '../../runs/sources/source.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import { chooseMetric } from './chooseMetric.ts'

const GOALS = new Map<string, Goal>([
  ['train/loss', 'min'],
  ['test/acc', 'max'],
  ['val/loss', 'min'],
  ['val/acc', 'max'],
])
const COLUMNS = {
  'train/loss.best': 1,
  'test/acc': 0.5,
  'test/acc.best': 0.6,
  'val/loss.best': 2,
  'val/acc': 0.7,
  'val/acc.best': 0.8,
}
const RUNS = runsOf([{ ...COLUMNS }, { ...COLUMNS, 'val/loss.best': null, 'val/acc.best': 0.9 }])

function choose(wanted: string | null = null, goal: Record<string, Goal> | null = null) {
  return chooseMetric({ runs: RUNS, goals: GOALS }, wanted, goal)
}

test('is the most complete validation metric, which is reported with the others', () => {
  expect(choose()).toEqual({
    metric: 'val/acc.best',
    logged: 'val/acc',
    better: 'higher',
    remarks: [
      'Runs are compared by val/acc.best (higher is better), the most complete validation metric: 2 of 2 ' +
        'runs with a value. inputs.metric=… takes another: val/loss.best.',
    ],
  })
})

test('is the loss of facts', () => {
  const runs = runsOf([{ 'loss.total_best': 1 }, { 'loss.total_best': 2 }])
  expect(chooseMetric({ runs, goals: new Map() })).toMatchObject({
    metric: 'loss.total_best',
    logged: 'val_loss',
    better: 'lower',
  })
})

test('without validation metrics, is one that names no split before those of test and training', () => {
  const runs = runsOf([{ 'train/loss.best': 1, 'test/acc.best': 1, accuracy: 1 }])
  const goals = new Map<string, Goal>([...GOALS, ['accuracy', 'max']])
  expect(chooseMetric({ runs, goals }).metric).toBe('accuracy')
})

test('takes the one that was asked for, with its goal', () => {
  expect(choose('test/acc')).toMatchObject({
    metric: 'test/acc',
    logged: 'test/acc',
    better: 'higher',
  })
  expect(choose('val/loss.best')).toMatchObject({
    logged: 'val/loss',
    better: 'lower',
    remarks: [],
  })
})

test('what the user says of a metric counts more than its name', () => {
  expect(choose('test/acc', { 'test/acc': 'min' }).better).toBe('lower')
})

test('says so where nothing tells which values are better', () => {
  const runs = runsOf([{ zeta: 1 }, { zeta: 2 }])
  expect(chooseMetric({ runs, goals: new Map() }, 'zeta').remarks).toEqual([
    'Nothing says which values of zeta are better; lower ones are taken to be. Say so with ' +
      'inputs.goal={zeta: max} or min.',
  ])
})

test('says so where all runs have the same value', () => {
  expect(choose('test/acc').remarks).toEqual([
    'test/acc has the same value in every run that has it: by this metric nothing differs.',
  ])
})

test('names the nearest of a metric that no run has', () => {
  expect(() => choose('val/ac')).toThrow(
    /inputs\.metric: the runs have no column "val\/ac"\. Did you mean "val\/acc"/,
  )
})

test('refuses a column without numbers, with the metrics that there are', () => {
  const runs = runsOf([{ name: 'a', 'val/acc.best': 1 }])
  expect(() => chooseMetric({ runs, goals: GOALS }, 'name')).toThrow(
    'inputs.metric=name: none of the 1 runs has a number there. Metrics with values: val/acc.best.',
  )
})

test('without any metric, says which columns hold numbers', () => {
  const runs = runsOf([{ run_dir: 'a', zeta: 1 }])
  expect(() => chooseMetric({ runs, goals: new Map() })).toThrow(/Columns with numbers: zeta\.$/)
})

test('where all runs diverged, says so', () => {
  const runs = runsOf([1, 2].map(() => ({ 'loss.total_best': null, diverged: 'loss.total' })))
  expect(() => chooseMetric({ runs, goals: new Map() })).toThrow(
    'There is nothing to compare the 2 runs by. 2 of 2 runs diverged: loss.total ended in NaN or infinity.',
  )
})

test('a validation metric that diverged in every run is reported, where another one is taken', () => {
  const runs = runsOf(
    [1, 2].map((loss) => ({ 'train/loss.best': loss, 'val/loss': null, diverged: 'val/loss' })),
  )
  const goals = new Map([
    ['train/loss', 'min'],
    ['val/loss', 'min'],
  ] as const)
  const { metric, remarks } = chooseMetric({ runs, goals })
  expect(metric).toBe('train/loss.best')
  expect(remarks).toContain(
    'val/loss ended in NaN or infinity in every run that has it: nothing can be compared by it.',
  )
})

test('an unknown metric is reported with the key that asked for it', () => {
  const ask = () => chooseMetric({ runs: RUNS, goals: GOALS }, 'val/acd', null, 'inputs.metrics')
  expect(ask).toThrow(
    /^inputs\.metrics: the runs have no column "val\/acd"\. Did you mean "val\/acc"\?/,
  )
})
