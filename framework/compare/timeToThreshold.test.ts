import type { ColumnTable } from 'arquero'
import { expect, test } from 'vitest'
import { noteColumns } from '../tables/columnAliases.ts'
import { historyOf, runsOf } from '../testing/exampleRuns.ts'
import { compareGroups } from './compareGroups.ts'
import { compareParameters } from './parameters/compareParameters.ts'
import { timeToThreshold } from './timeToThreshold.ts'

const runs = runsOf([{ run_dir: 'a' }, { run_dir: 'b' }, { run_dir: 'no history' }])
const perEpoch = new Map([
  ['a', historyOf([3, 2, 1, 2])],
  ['b', historyOf([5, null, 4])],
])

test('is the seconds until the end of the first epoch that meets the threshold', () => {
  const seconds = timeToThreshold(runs, perEpoch, { threshold: 2 }).array('time_to_threshold_s')
  expect([...seconds]).toEqual([20, null, null])
})

test.each([
  // Losses of 3, 2, 1 and 2 after 10, 20, 30 and 40 seconds.
  ['<', 2, 30],
  ['<=', 2, 20],
  ['>', 2, 10],
  ['>', 3, null],
  ['>=', 3, 10],
  ['>=', 3.5, null],
] as const)('%s %d compares as it is told to', (comparison, threshold, seconds) => {
  const compared = timeToThreshold(runs, perEpoch, { threshold, comparison })
  expect(compared.get('time_to_threshold_s', 0)).toBe(seconds)
})

test('epochs without a value meet no threshold', () => {
  const above = timeToThreshold(runs, perEpoch, { threshold: 4, comparison: '<' })
  expect(above.get('time_to_threshold_s', 1)).toBeNull()
  const last = timeToThreshold(runs, perEpoch, { threshold: 4 })
  expect(last.get('time_to_threshold_s', 1)).toBe(30)
})

test('without a threshold it says what is missing', () => {
  expect(() => timeToThreshold(runs, perEpoch, {} as never)).toThrow(
    expect.objectContaining({
      code: 'COMPARISON_OPTION_INVALID',
      message: expect.stringMatching(/^timeToThreshold.*threshold/),
    }),
  )
})

test('keeps the other columns and the order of the runs', () => {
  const table = timeToThreshold(runs, perEpoch, { threshold: 2 })
  expect([...table.array('run_dir')]).toEqual(['a', 'b', 'no history'])
})

test.each([
  ['timeToThreshold', (all: ColumnTable) => timeToThreshold(all, histories(all), { threshold: 3 })],
  ['filter', (all: ColumnTable) => all.filter(() => true)],
  ['orderby', (all: ColumnTable) => all.orderby('run_dir')],
  ['derive', (all: ColumnTable) => all.derive({ copy: (row: { loss: number }) => row.loss })],
])('what is compared does not depend on %s', (_, made) => {
  const all = sweepRuns()
  const question = { metric: 'loss', better: 'lower' } as const
  for (const by of ['optimizer', 'lr']) {
    const { table: _table, ...compared } = compareGroups(all, { ...question, by })
    expect(compareGroups(made(all), { ...question, by })).toMatchObject(compared)
  }
  const { table: _table, ...compared } = compareParameters(all, question)
  expect(compared.parameters.map(({ name }) => name)).toEqual(['optimizer', 'lr'])
  expect(compareParameters(made(all), question)).toMatchObject(compared)
})

/** Two optimizers with each of two rates, in three seeds; only half of the runs ever reach a loss of 3. */
function sweepRuns(): ColumnTable {
  const rows = Array.from({ length: 12 }, (_, i) => ({
    run_dir: `run ${i}`,
    optimizer: i % 2 ? 'adam' : 'sgd',
    lr: i % 4 < 2 ? 0.1 : 0.01,
    seed: Math.floor(i / 4),
    loss: 2 + 3 * (i % 2) + (i % 4) / 10 + Math.floor(i / 4) / 50,
  }))
  const notes = { aliases: new Map(), parameters: ['optimizer', 'lr', 'seed'] }
  return noteColumns(runsOf(rows), { ...notes, others: new Set(['run_dir', 'loss']) })
}

function histories(all: ColumnTable): Map<string, ColumnTable> {
  const losses = Array.from(all.array('loss') as Iterable<number>)
  return new Map(losses.map((loss, i) => [`run ${i}`, historyOf([loss + 1, loss])]))
}
