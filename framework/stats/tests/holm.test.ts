import { expect, test } from 'vitest'
import { holmAdjust } from './holm.ts'

test('the least p-value counts as often as there are tests, the next once less', () => {
  expect(holmAdjust([0.02, 0.01])).toEqual([0.02, 0.02])
  expect(holmAdjust([0.02, 0.001, 0.4])).toEqual([0.04, 0.003, 0.4])
})

test('an adjusted p-value is never below that of a smaller one, nor above 1', () => {
  expect(holmAdjust([0.011, 0.01, 0.9])).toEqual([0.03, 0.03, 0.9])
  expect(holmAdjust([0.6, 0.7])).toEqual([1, 1])
})

test('what has no p-value counts for nothing', () => {
  expect(holmAdjust([Number.NaN, 0.02, Number.NaN])).toEqual([Number.NaN, 0.02, Number.NaN])
  expect(holmAdjust([])).toEqual([])
})

test('a comparison without a p-value, whose cell is null, has none either', () => {
  expect(holmAdjust([0.01, null, 0.03])).toEqual([0.02, Number.NaN, 0.03])
})
