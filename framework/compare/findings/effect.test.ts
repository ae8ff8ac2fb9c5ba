import { expect, test } from 'vitest'
import { comparisonRow } from '../../testing/comparisons/exampleRows.ts'
import { effectOf, effectText } from './effect.ts'

const none = { ratio: null, ratioLow: null, ratioHigh: null }
const difference = { ...none, difference: -0.5, differenceLow: -1, differenceHigh: 0.25 }

test('an effect is the ratio or the difference of a row, with its interval', () => {
  expect(effectOf(comparisonRow())).toEqual({ isRatio: true, estimate: 2, low: 1.5, high: 2.5 })
  expect(effectOf(comparisonRow(difference))).toEqual({
    ...{ isRatio: false, estimate: -0.5, low: -1, high: 0.25 },
  })
})

test('what a row lacks is NaN', () => {
  const missing = { estimate: Number.NaN, low: Number.NaN, high: Number.NaN }
  expect(effectOf(comparisonRow(none))).toEqual({ isRatio: true, ...missing })
})

test('an effect in words is a factor, or how much higher or lower', () => {
  expect(effectText('ratio', Math.log(1.3))).toBe('1.3 times')
  expect(effectText('difference', 0.25)).toBe('0.25 higher')
  expect(effectText('difference', -0.25)).toBe('0.25 lower')
})
