import { expect, test } from 'vitest'
import type { Parameter } from '../../runs/parameters/parameter.ts'
import { noteColumns } from '../../tables/columnAliases.ts'
import { runsOf } from '../../testing/exampleRuns.ts'
import type { RunsOptions } from '../options.ts'
import { summariseGroups } from './summariseGroups.ts'

const RUNS = noteColumns(
  runsOf([
    { run_dir: 'a', lr: 0.1, seed: 1, status: 'finished', acc: 0.5, 'acc.best_step': 3 },
    { run_dir: 'b', lr: 0.1, seed: 2, status: 'finished', acc: 0.7, 'acc.best_step': 5 },
    { run_dir: 'c', lr: 0.2, seed: 1, status: 'failed', acc: null, 'acc.best_step': null },
  ]),
  { aliases: new Map([['optim.lr', 'lr']]), others: new Set(['acc', 'acc.best_step', 'status']) },
)
const summarise = (options: RunsOptions) =>
  summariseGroups(RUNS, { parameters: [{ name: 'lr' }] as Parameter[] }, options).objects()

test('a group has its mean, deviation and number of values; missing ones do not count', () => {
  const rows = summarise({ groupBy: 'lr' })
  expect(rows).toMatchObject([
    { lr: 0.1, 'acc.mean': 0.6, 'acc.count': 2 },
    { lr: 0.2, 'acc.mean': null, 'acc.count': 0 },
  ])
})

test('a column may be asked for by its whole key, and aggregates by n', () => {
  const [row] = summarise({ groupBy: 'optim.lr', agg: 'min,max, n' })
  expect(row).toMatchObject({ 'acc.min': 0.5, 'acc.max': 0.7, 'acc.count': 2 })
})

test('neither parameters nor seeds nor steps are summed up', () => {
  const [row = {}] = summarise({ groupBy: 'lr' })
  expect(Object.keys(row).filter((name) => /seed|best_step|status/.test(name))).toEqual([])
})

test.each([
  [{ groupBy: 'modell' }, /--group-by/],
  [{ groupBy: 'lr', agg: 'mode' }, /--agg mode: there is no such aggregate.*mean/],
] as const)('%j is wrong usage', (options, message) => {
  expect(() => summarise(options)).toThrow(
    expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(message) }),
  )
})
