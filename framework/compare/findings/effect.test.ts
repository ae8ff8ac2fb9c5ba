import { expect, test } from 'vitest'
import { comparisonRow } from '../../testing/comparisons/exampleRows.ts'
import type { Comparison } from '../comparison.ts'
import { directionOf, effectOf, effectText } from './effect.ts'

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

const direction = (more: Partial<Comparison>) => {
  const row = comparisonRow(more)
  return Math.sign(directionOf(row, effectOf(row)))
}

test('the direction is that of the effect', () => {
  // Whoever beats whom more often.
  for (const pImprovement of [0.25, 0.75]) {
    expect(direction({ pImprovement })).toBe(1)
    expect(direction({ pImprovement, ratio: 0.5 })).toBe(-1)
    expect(direction({ pImprovement, ...difference })).toBe(-1)
    expect(direction({ pImprovement, ...difference, difference: 0.5 })).toBe(1)
  }
})

test.each([{ ratio: 2, nDivergedA: 1 }, { ratio: 2, nDivergedB: 1 }, none])(
  'of runs that diverged, and without an effect, it is that of the ranks: %o',
  (more) => {
    // A run of a beats one of b: b has the worse values, the greater ones of a loss.
    expect(direction({ ...more, pImprovement: 0.75 })).toBe(1)
    expect(direction({ ...more, pImprovement: 0.25 })).toBe(-1)
    expect(direction({ ...more, pImprovement: 0.75, better: 'higher' })).toBe(-1)
    expect(direction({ ...more, pImprovement: 0.25, better: 'higher' })).toBe(1)
  },
)

test('an effect in words is a factor, or how much higher or lower', () => {
  expect(effectText('ratio', Math.log(1.3))).toBe('1.3 times')
  expect(effectText('difference', 0.25)).toBe('0.25 higher')
  expect(effectText('difference', -0.25)).toBe('0.25 lower')
})
