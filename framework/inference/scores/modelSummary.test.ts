import { expect, test } from 'vitest'
import { parseInferenceOptions } from '../execution/inferenceOptions.ts'
import { summarizeModel } from './modelSummary.ts'

const OPTIONS = parseInferenceOptions({ corruption_strategies: [] })
const curvesOf = (labels: number[]) => {
  const mse = Float32Array.from([0.1, 10, 10, 0, 10])
  return summarizeModel(
    new Map([['baseline', { mse, mae: mse }]]),
    { labels: Float64Array.from(labels) },
    OPTIONS,
  ).curves
}

test('counts the errors of each class, without unlabelled events', () => {
  const { classes } = curvesOf([0, 0, 1, 1, -1])
  expect(classes?.positive.counts.reduce((sum, n) => sum + n)).toBe(2)
  expect(classes?.positive.edges).toHaveLength(102)
  expect(classes?.negative).toMatchObject({ counts: [1], nZero: 1 })
})

test('events of one class have no errors by class', () => {
  expect(curvesOf([1, 1, 1, 1, 1]).classes).toBeUndefined()
})
