import { expect, test } from 'vitest'
import { summariseMetric } from '../records/metrics/metricRecord.ts'
import { metricNumbers, restoreMetrics, storedMetric } from './storedMetrics.ts'

function restored(...courses: [value: number[], step: number[]][]) {
  const metrics = courses.map(([value, step], at) =>
    summariseMetric(
      `metric_${at}`,
      { value: Float64Array.from(value), step: Float64Array.from(step) },
      at === 0 ? 'max' : undefined,
    ),
  )
  return { metrics, again: restoreMetrics(metrics.map(storedMetric), metricNumbers(metrics)) }
}

test('metrics come back as they were', () => {
  const { metrics, again } = restored(
    [
      [0.5, 0.25],
      [1, 2],
    ],
    [[3], [7]],
  )
  expect(again).toEqual(metrics)
  expect(again[0]?.min).toEqual({ value: 0.25, step: 2 })
})

test('what is missing comes back as missing', () => {
  const { metrics, again } = restored(
    [
      [Number.NaN, Infinity],
      [1, 2],
    ],
    [
      [2, Number.NaN],
      [Number.NaN, Number.NaN],
    ],
    [[], []],
  )
  expect(again).toEqual(metrics)
  expect(again[0]).toMatchObject({ last: null, diverged: 'Infinity', min: null, max: null })
  expect(again[1]?.max).toEqual({ value: 2, step: null })
})
