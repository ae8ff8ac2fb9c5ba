import { expect, test } from 'vitest'
import { type FakeLoadedRun, loadedRun } from '../../../testing/loadedRun.ts'
import { savedRoot } from '../../hydra/savedValues.ts'
import { wideTable } from '../metrics/wideTable.ts'
import { findShorterRuns } from './shorterRuns.ts'

/** A run with a metric at so many steps. */
function reaching(
  steps: number,
  more: Partial<Pick<FakeLoadedRun, 'ended' | 'sources' | 'overrides' | 'saved'>> = {},
) {
  const loss = Array.from({ length: steps + 1 }, (_, at) => at)
  return loadedRun(`to${steps}`, { metrics: { loss }, ...more })
}

/** The same with epochs for its steps. */
function inEpochs(epochs: number) {
  const at = Float64Array.from({ length: epochs + 1 }, (_, epoch) => epoch)
  const series = new Map([['loss', { value: at, step: at, epoch: at }]])
  return loadedRun(`epochs${epochs}`, { metrics: { loss: 1 }, epochs: wideTable(series) })
}

test('a run that ends before half of what its siblings reach is reported', () => {
  const found = findShorterRuns([reaching(100), reaching(100), reaching(49)])
  expect(found).toMatchObject([
    {
      kind: 'shorter-than-others',
      runDir: 'to49',
      detail: expect.stringMatching(
        /^it ends at step 49, where runs of this kind usually reach 100;/,
      ),
    },
  ])
})

test.each([
  ['half as far', [reaching(100), reaching(100), reaching(50)]],
  ['with one sibling', [reaching(100), reaching(1)]],
  ['that says how it ended', [reaching(100), reaching(100), reaching(1, { ended: 'finished' })]],
  ['of another source', [reaching(100), reaching(100), reaching(1, { sources: ['keras'] })]],
  ['that counts epochs, where others count steps', [reaching(100), reaching(100), inEpochs(1)]],
  [
    'that got as far as it was to',
    [reaching(100), reaching(100), reaching(29, { overrides: { 'trainer.max_steps': 30 } })],
  ],
  [
    'with other metrics',
    [reaching(100), reaching(100), loadedRun('eval', { metrics: { test_acc: 1 } })],
  ],
  ['without steps', [reaching(100), reaching(100), loadedRun('none')]],
])('a run %s is not', (_, runs) => expect(findShorterRuns(runs)).toEqual([]))

test('a run that ends before what it was to reach is reported', () => {
  const broken = reaching(28, { overrides: { max_steps: 30 } })
  expect(findShorterRuns([reaching(100), reaching(100), broken])).toHaveLength(1)
})

/** A run with a metric at the end of so many epochs of 50 steps. */
function inBoth(runDir: string, epochs: number, more: Partial<FakeLoadedRun> = {}) {
  const epoch = Float64Array.from({ length: epochs }, (_, at) => at)
  const series = new Map([['loss', { value: epoch, step: epoch.map((at) => at * 50), epoch }]])
  const metrics = { loss: 1 }
  return loadedRun(runDir, { metrics, epochs: wideTable(series), ...more })
}

test('one that broke off at step 0 of epoch 0 is reported among runs that count steps', () => {
  const runs = [inBoth('a', 10), inBoth('broken', 1), inBoth('b', 10)]
  expect(findShorterRuns(runs)).toMatchObject([
    { runDir: 'broken', detail: expect.stringContaining('it ends at step 0, where') },
  ])
})

test('one that broke off at step 0 of epoch 0 is reported among runs whose epochs are their steps', () => {
  const whole = inEpochs(10)
  const runs = [whole, inBoth('broken', 1), { ...whole, runDir: 'other' }]
  expect(findShorterRuns(runs)).toMatchObject([
    { runDir: 'broken', detail: expect.stringContaining('it ends at epoch 0, where') },
  ])
})

test('one that broke off at step 0 of epoch 0 is told of once, among runs that count either', () => {
  const steps = [inBoth('a', 10), inBoth('b', 10)]
  const epochs = [inEpochs(10), { ...inEpochs(10), runDir: 'other' }]
  const found = findShorterRuns([...steps, inBoth('broken', 1), ...epochs])
  expect(found.map(({ runDir }) => runDir)).toEqual(['broken'])
})

/** A run that was to have so many epochs of 50 steps, as the config says that a group composed, and logs each step. */
function planned(runDir: string, maxEpochs: number, steps: number) {
  const step = Float64Array.from({ length: steps }, (_, at) => at)
  const series = new Map([
    ['loss', { value: step, step, epoch: step.map((at) => Math.floor(at / 50)) }],
  ])
  const saved = [savedRoot().child('trainer').child('max_epochs').save(maxEpochs)]
  return loadedRun(runDir, { metrics: { loss: 1 }, epochs: wideTable(series), saved })
}

test('a run that logs steps is not called short once it has the epochs that its config asks for', () => {
  const long = [planned('a', 6, 300), planned('b', 6, 300)]
  expect(findShorterRuns([...long, planned('short', 2, 100)])).toEqual([])
  expect(findShorterRuns([...long, planned('one', 1, 50)])).toEqual([])
})

test('a run that counts steps and lacks epochs is reported, and one that broke off in its only epoch', () => {
  const dirs = (runs: ReturnType<typeof planned>[]) =>
    findShorterRuns(runs).map(({ runDir }) => runDir)
  expect(dirs([planned('a', 6, 300), planned('b', 6, 300), planned('broken', 6, 100)])).toEqual([
    'broken',
  ])
  expect(dirs([planned('a', 1, 50), planned('b', 1, 50), planned('broken', 1, 10)])).toEqual([
    'broken',
  ])
})
