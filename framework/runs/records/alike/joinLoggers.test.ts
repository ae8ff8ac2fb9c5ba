import { expect, test } from 'vitest'
import { type FakeLoadedRun, loadedRun } from '../../../testing/loadedRun.ts'
import { joinLoggers } from './joinLoggers.ts'

const METRICS = { a: 0.1, b: 0.2, c: 0.3 }
const ROUNDED = { a: Math.fround(0.1), b: Math.fround(0.2), c: Math.fround(0.3), d: 4 }
const FILES = [{ name: 'hparams.yaml', size: 1, mtimeMs: 1 }]

const csv = (runDir: string, more: FakeLoadedRun = {}) =>
  loadedRun(runDir, { metrics: METRICS, overrides: { lr: 1, seed: 0 }, files: FILES, ...more })
const events = (runDir: string, more: FakeLoadedRun = {}) =>
  csv(runDir, { sources: ['tensorboard'], metrics: ROUNDED, ...more })

test('what two loggers recorded with the same parameters and values is one run, and this is told', () => {
  const runs = joinLoggers([events('events'), loadedRun('else'), csv('csv')])
  expect(runs.map(({ runDir, sources }) => [runDir, sources])).toEqual([
    ['csv', ['lightning', 'tensorboard']],
    ['else', ['lightning']],
  ])
  const [run] = runs
  expect(run?.metrics.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  expect(run?.metrics.find(({ name }) => name === 'a')?.last).toBe(0.1)
  expect(run?.metrics.find(({ name }) => name === 'd')?.last).toBe(4)
  expect(run?.findings.map(({ detail }) => detail)).toEqual([
    'what tensorboard recorded has the same hparams.yaml and ends in the same values: both are one run',
  ])
})

test.each([
  ['with other parameters', { overrides: { lr: 1, seed: 1 } }],
  ['with another value of a metric', { metrics: { ...ROUNDED, c: 0.5 } }],
  ['without a file of parameters', { files: [] }],
  ['without parameters', { overrides: {} }],
  ['of one format', { sources: ['lightning'] }],
  ['of a job of Hydra', { isJob: true }],
])('a record %s is a run of its own', (_, more) => {
  expect(joinLoggers([csv('csv'), events('other', more)])).toHaveLength(2)
})

test('of two trainings that are alike nobody knows which records belong together', () => {
  const runs = [csv('csv0'), events('events0'), csv('csv1'), events('events1')]
  expect(joinLoggers(runs)).toEqual(runs)
})
