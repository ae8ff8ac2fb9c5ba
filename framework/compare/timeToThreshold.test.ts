import { expect, test } from 'vitest'
import { historyOf, runsOf } from '../testing/exampleRuns.ts'
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

test('compares as it is told to', () => {
  const below = timeToThreshold(runs, perEpoch, { threshold: 2, comparison: '<' })
  expect(below.get('time_to_threshold_s', 0)).toBe(30)
  const above = timeToThreshold(runs, perEpoch, { threshold: 4, comparison: '>=' })
  expect(above.get('time_to_threshold_s', 1)).toBe(10)
})

test('keeps the other columns and the order of the runs', () => {
  const table = timeToThreshold(runs, perEpoch, { threshold: 2 })
  expect([...table.array('run_dir')]).toEqual(['a', 'b', 'no history'])
})
