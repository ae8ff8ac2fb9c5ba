import { expect, test } from 'vitest'
import { signFlipTest } from './signFlip.ts'

test.each([
  [5, 0.0625],
  [6, 0.03125],
])('%i pairs that all agree reach the smallest p-value, 2 / 2^n', (n, smallest) => {
  const differences = Array.from({ length: n }, (_, i) => 0.1 * (i + 1))
  expect(signFlipTest(differences)).toEqual({
    pValue: smallest,
    smallestPValue: smallest,
    exact: true,
  })
})

test('counts sign patterns by hand: 1, 2, -3 can always be matched', () => {
  expect(signFlipTest([1, 2, -3]).pValue).toBe(1)
  expect(signFlipTest([3, 2, -1]).pValue).toBe(0.5)
})

test('sums that differ by rounding alone are ties', () => {
  expect(signFlipTest([0.1, 0.2, -0.3]).pValue).toBe(1)
})

test('many pairs are sampled: seeded, and close to the exact value', () => {
  const differences = Array.from({ length: 20 }, (_, i) => (i % 4 === 0 ? -1 : 1))
  const sampled = signFlipTest(differences)
  expect(sampled.exact).toBe(false)
  expect(sampled).toEqual(signFlipTest(differences))
  // 5 or fewer, or 15 or more, heads of 20.
  expect(sampled.pValue).toBeCloseTo(0.0414, 2)
})

test('no pairs, or a NaN among them, have no p-value', () => {
  expect(signFlipTest([])).toEqual({ pValue: NaN, smallestPValue: 1, exact: true })
  expect(signFlipTest([1, NaN]).pValue).toBeNaN()
})
