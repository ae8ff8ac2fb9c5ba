import { expect, test } from 'vitest'
// Recorded from statsmodels by fixtures/recorded/statistics.py.
import recorded from '../../../fixtures/recorded/statistics.json' with { type: 'json' }
import { unitsNeeded, upperDeviation } from './sampleSize.ts'

test('twice the margin needs about a quarter of the units', () => {
  expect(unitsNeeded(0.1, 1)).toBeGreaterThan(3.9 * unitsNeeded(0.2, 1))
  expect(unitsNeeded(1e-9, 1)).toBe(Number.POSITIVE_INFINITY)
})

test('what counts is the margin in deviations', () => {
  expect(unitsNeeded(1, 4)).toBe(unitsNeeded(0.25, 1))
})

test('the upper limit of a deviation shrinks with the pilot', () => {
  // sqrt(3 / 1.00517): the 20 % quantile of chi-squared with three degrees of freedom is 1.00517.
  expect(upperDeviation(1, 3)).toBeCloseTo(Math.sqrt(3 / 1.005174), 5)
  expect(upperDeviation(1, 300)).toBeLessThan(1.04)
})

test.each(recorded.power)(
  'the units for an effect of $effect deviations, to within one',
  (expected) => {
    // The formula of two quantiles instead of the noncentral distribution.
    expect(Math.abs(unitsNeeded(expected.effect, 1) - expected.n)).toBeLessThanOrEqual(1)
  },
)
