import { expect, test } from 'vitest'
import type { Series } from '../../sources/source.ts'
import { summariseMetric } from './metricRecord.ts'

function series(value: number[], step = value.map((_, at) => at)): Series {
  return { value: Float64Array.from(value), step: Float64Array.from(step) }
}

test('the extremes are the first of the least and of the greatest values, with their steps', () => {
  const logged = series([3, 1, 2, 1, 3], [10, 20, 30, 40, 50])
  expect(summariseMetric('loss', logged, undefined)).toMatchObject({
    last: 3,
    min: { value: 1, step: 20 },
    max: { value: 3, step: 10 },
  })
})

test('a metric that ends in NaN or infinity has diverged, and keeps the extremes of its finite values', () => {
  for (const [end, diverged] of [
    [Number.NaN, 'NaN'],
    [Infinity, 'Infinity'],
    [-Infinity, '-Infinity'],
  ] as const) {
    expect(summariseMetric('loss', series([2, 1, end]), 'min')).toEqual({
      name: 'loss',
      last: null,
      diverged,
      min: { value: 1, step: 1 },
      max: { value: 2, step: 0 },
      count: 3,
      goal: 'min',
    })
  }
})

test("the format's own rule for the last value counts", () => {
  expect(summariseMetric('acc', { ...series([1, 2]), last: 1 }, 'max').last).toBe(1)
})

test('a format without steps gives extremes without one', () => {
  const { min } = summariseMetric('acc', series([2], [Number.NaN]), 'min')
  expect(min).toEqual({ value: 2, step: null })
})
