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

test('of a resumed run the later row counts, also where it stands first', () => {
  const resumed = table({
    epoch: [1, 0, 1, 1],
    split: ['test', 'val', 'test', 'val'],
    test_loss: [4, null, 3, null],
    val_loss: [null, 2, null, 1],
  })
  const first = table({ epoch: [1, 1], split: ['test', 'val'], test_loss: [4, 9] })
  const runs = runsOf([
    { run_dir: 'resumed', best_epoch: 1 },
    { run_dir: 'first', best_epoch: 1 },
  ])
  const { runs: tested } = testLosses(
    runs,
    new Map([
      ['resumed', resumed],
      ['first', first],
    ]),
  )
  expect([...tested.array('test_loss')]).toEqual([3, 4])
})

test('a history without splits, or a test row without a number, has none', () => {
  const runs = runsOf([
    { run_dir: 'no splits', best_epoch: 0 },
    { run_dir: 'empty', best_epoch: 0 },
  ])
  const { runs: tested, nLogged } = testLosses(
    runs,
    new Map([
      ['no splits', table({ epoch: [0], test_loss: [1] })],
      ['empty', table({ split: ['test'], epoch: [0], test_loss: [null], val_loss: [null] })],
    ]),
  )
  expect([...tested.array('test_loss')]).toEqual([null, null])
  expect(nLogged).toBe(0)
})

test('where both are logged, the loss that is called one of the test counts', () => {
  const both = table({ epoch: [0], split: ['test'], test_loss: [1], val_loss: [2] })
  const { runs } = testLosses(runsOf([{ run_dir: 'a', best_epoch: 0 }]), new Map([['a', both]]))
  expect(runs.get('test_loss', 0)).toBe(1)
})
