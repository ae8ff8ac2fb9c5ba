import { table } from 'arquero'
import { expect, test } from 'vitest'
import { historyOf, runsOf } from '../testing/exampleRuns.ts'
import { testLosses } from './testLoss.ts'

const history = (column: string) =>
  table({
    epoch: [0, 0, 1, 1, 2, 2],
    split: ['val', 'test', 'val', 'test', 'val', 'test'],
    val_loss: column === 'val_loss' ? [3, 3.5, 1, 1.5, 2, 2.5] : [3, null, 1, null, 2, null],
    [column]: [3, 3.5, 1, 1.5, 2, 2.5],
  })

test('is the loss of the test split at the epoch that validation chose', () => {
  const runs = runsOf([
    { run_dir: 'a', best_epoch: 1 },
    { run_dir: 'b', best_epoch: 2 },
    { run_dir: 'not tested', best_epoch: 1 },
    { run_dir: 'no history', best_epoch: 1 },
  ])
  const { runs: tested, nLogged } = testLosses(
    runs,
    new Map([
      ['a', history('val_loss')],
      ['b', history('test_loss')],
      ['not tested', historyOf([3, 1, 2])],
    ]),
  )
  expect([...tested.array('test_loss')]).toEqual([1.5, 2.5, null, null])
  expect(nLogged).toBe(2)
})

test('a test row of another epoch does not count', () => {
  const runs = runsOf([{ run_dir: 'a', best_epoch: 5 }])
  expect(testLosses(runs, new Map([['a', history('val_loss')]])).nLogged).toBe(0)
})
