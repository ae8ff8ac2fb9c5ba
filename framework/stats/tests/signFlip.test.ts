import { expect, test } from 'vitest'
import { Random } from '../random.ts'
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

test('up to 24 pairs are exact: 5 or fewer, or 15 or more, heads of 20', () => {
  const differences = Array.from({ length: 20 }, (_, i) => (i % 4 === 0 ? -1 : 1))
  expect(signFlipTest(differences)).toMatchObject({ exact: true, pValue: 43400 / 2 ** 20 })
})

test('the halves count what the single patterns count', () => {
  const random = new Random(3)
  for (let n = 1; n <= 9; n++) {
    // Whole numbers, so that many sums are ties.
    const differences = Array.from({ length: n }, () => random.integer(9) - 4)
    const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0))
    let hits = 0
    for (let pattern = 0; pattern < 2 ** n; pattern++) {
      const sum = differences.reduce(
        (total, value, i) => total + ((pattern >> i) & 1 ? -value : value),
        0,
      )
      if (Math.abs(sum) >= observed) hits++
    }
    expect(signFlipTest(differences).pValue).toBe(hits / 2 ** n)
  }
})

test('more pairs are sampled: seeded, and close to the exact value', () => {
  // 8 or fewer, or 20 or more, heads of 28.
  const differences = Array.from({ length: 28 }, (_, i) => (i % 7 < 2 ? -1 : 1))
  const sampled = signFlipTest(differences, 2)
  expect(sampled.exact).toBe(false)
  expect(sampled).toEqual(signFlipTest(differences, 2))
  expect(sampled.pValue).toBeCloseTo(0.0357, 2)
})

test('no pairs, or a NaN among them, have no p-value', () => {
  expect(signFlipTest([])).toEqual({ pValue: NaN, smallestPValue: 1, exact: true })
  expect(signFlipTest([1, NaN]).pValue).toBeNaN()
})

test.each([1e308, 1e-310])('differences of size %s are tested as those of size 1', (size) => {
  expect(signFlipTest(new Array<number>(6).fill(size)).pValue).toBe(2 / 64)
  const many = new Array<number>(30).fill(size)
  expect(signFlipTest(many).pValue).toBe(signFlipTest(many.map(() => 1)).pValue)
})

test('a second sample is no seed', () => {
  const second: number = JSON.parse('[2, 3, 5]')
  expect(() => signFlipTest([1, 2, 3], second)).toThrow(
    'signFlipTest: "seed" is a list, expected a finite number',
  )
})
