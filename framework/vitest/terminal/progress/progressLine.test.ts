import { expect, test } from 'vitest'
import { describeSeconds, ProgressLine } from './progressLine.ts'

const AT = { task: 'infer job3', unit: 'event', total: 4_000 }

test('the rate and the time left are told from the second point on', () => {
  const line = new ProgressLine()
  expect(line.describe({ ...AT, done: 1_000 }, 0)).toBe('infer job3: 1,000 of 4,000 events (25 %)')
  expect(line.describe({ ...AT, done: 2_000 }, 2_000)).toBe(
    'infer job3: 2,000 of 4,000 events (50 %), 500 per second, 4.0 s left',
  )
})

test('another task begins its rate anew', () => {
  const line = new ProgressLine()
  line.describe({ ...AT, done: 4_000 }, 0)
  expect(line.describe({ ...AT, task: 'infer job4', done: 10 }, 1_000)).toBe(
    'infer job4: 10 of 4,000 events (0 %)',
  )
})

test.each([
  [0.04, '0.0 s'],
  [59.4, '59 s'],
  [200, '3 min 20 s'],
  [7_500, '2 h 5 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(describeSeconds(seconds)).toBe(text)
})
