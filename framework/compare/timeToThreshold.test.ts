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
      code: 'FIGURE_OPTIONS_INVALID',
      message: expect.stringMatching(/^timeToThreshold.*threshold/),
    }),
  )
})

test('keeps the other columns and the order of the runs', () => {
  const table = timeToThreshold(runs, perEpoch, { threshold: 2 })
  expect([...table.array('run_dir')]).toEqual(['a', 'b', 'no history'])
})
