import { expect, test } from 'vitest'
import type { Series } from '../sources/source.ts'
import { summariseMetric } from './summary.ts'

function series(value: number[], step = value.map((_, at) => at)): Series {
  return { value: Float64Array.from(value), step: Float64Array.from(step) }
}

test('the best is the first of the least or the greatest values, with its step', () => {
  const logged = series([3, 1, 2, 1], [10, 20, 30, 40])
  expect(summariseMetric(logged, 'min')).toMatchObject({ last: 1, best: 1, bestStep: 20 })
  expect(summariseMetric(logged, 'max')).toMatchObject({ best: 3, bestStep: 10 })
})

test('without a goal there is no best', () => {
  expect(summariseMetric(series([3, 1]), undefined)).toMatchObject({
    last: 1,
    best: null,
    bestStep: null,
  })
})

test('a metric that ends in NaN or infinity has diverged, and keeps the best of its finite values', () => {
  for (const end of [Number.NaN, Infinity, -Infinity]) {
    expect(summariseMetric(series([2, 1, end]), 'min')).toEqual({
      last: null,
      best: 1,
      bestStep: 1,
      isDiverged: true,
    })
  }
})

test("the format's own rule for the last value counts", () => {
  expect(summariseMetric({ ...series([1, 2]), last: 1 }, 'max').last).toBe(1)
})

test('a format without steps gives a best without one', () => {
  expect(summariseMetric(series([2], [Number.NaN]), 'min')).toMatchObject({
    best: 2,
    bestStep: null,
  })
})
