import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { rankCorrelation } from './rankCorrelation.ts'

const X = [1, 2, 3, 4, 5, 6, 7, 8]

test("is Spearman's coefficient of a single stratum", () => {
  // 1 - 6 Σd² / (n (n² - 1)) with Σd² = 4
  const { estimate, n } = rankCorrelation([{ x: X, y: [2, 1, 3, 4, 5, 6, 8, 7] }])
  expect(estimate).toBeCloseTo(1 - (6 * 4) / (8 * 63), 12)
  expect(n).toBe(8)
})

test('differences between strata count for nothing', () => {
  const strata = [
    { x: [1, 2, 3, 4], y: [4, 3, 2, 1] },
    { x: [11, 12, 13, 14], y: [104, 103, 102, 101] },
  ]
  expect(rankCorrelation(strata).estimate).toBeCloseTo(-1, 12)
})

test('strata in which nothing varies are left out', () => {
  const strata = [
    { x: [1, 1, 1], y: [1, 2, 3] },
    { x: [7], y: [5] },
    { x: X, y: X },
  ]
  expect(rankCorrelation(strata)).toMatchObject({ estimate: expect.closeTo(1, 12), n: 8 })
})

test('its p-value is that of permutations: of four pairs in order, 2 in 24', () => {
  const { pValue } = rankCorrelation([{ x: [1, 2, 3, 4], y: [1, 2, 3, 4] }])
  expect(pValue).toBeCloseTo(2 / 24, 2)
})

test.each([
  { y: [2, 1, 4, 3, 5], estimate: 0.8, n: 16 },
  { y: [4, 2, 1, 3, 5], estimate: 0.3, n: 82 },
  { y: [5, 2, 1, 3, 4], estimate: -0.1, n: 114 },
])('as many as $n of the 120 orders of $y correlate as strongly', ({ y, estimate, n }) => {
  // Counted over all orders with itertools.permutations and scipy.stats.rankdata.
  const found = rankCorrelation([{ x: [1, 2, 3, 4, 5], y }])
  expect(found.estimate).toBeCloseTo(estimate, 12)
  // Four standard errors of a share of 9999 permutations are at most 0.02.
  expect(Math.abs(found.pValue - n / 120)).toBeLessThan(0.02)
})

test('a seed always draws the same permutations', () => {
  const strata = [{ x: X, y: [2, 1, 4, 3, 7, 8, 5, 6] }]
  expect(rankCorrelation(strata, 1)).toEqual(rankCorrelation(strata, 1))
  expect(rankCorrelation(strata, 1).pValue).not.toBe(rankCorrelation(strata, 2).pValue)
})

test('its interval is that of Bonett and Wright', () => {
  // tanh(atanh(0.8) ± 1.959964 sqrt((1 + 0.8^2 / 2) / (5 - 3)))
  const { low, high } = rankCorrelation([{ x: [1, 2, 3, 4, 5], y: [2, 1, 4, 3, 5] }])
  expect(low).toBeCloseTo(-0.4571243888053, 12)
  expect(high).toBeCloseTo(0.9908429478778, 12)
})

test.each([1, -1])('at %i the estimate counts as a little less for its interval', (sign) => {
  // tanh(atanh(7 / 8) - 1.959964 sqrt((1 + (7 / 8)^2 / 2) / (8 - 3)))
  const { low, high } = rankCorrelation([{ x: X, y: X.map((x) => sign * x) }])
  const [far, near] = sign > 0 ? [low, high] : [high, low]
  expect(near).toBeCloseTo(sign, 12)
  expect(far).toBeCloseTo(sign * 0.31248370710291423, 12)
})

test("beyond 40 degrees of freedom its p-value is exactly Student's", () => {
  // scipy.stats.spearmanr gives 0.56567539 and 9.4656046e-5 for 42 pairs, 0.63666566 and 4.443019619e-6 for 43.
  const pairs = (n: number) => {
    const x = Array.from({ length: n }, (_, i) => i)
    return [{ x, y: x.map((i) => ((i * 11) % n) + 0.5 * i) }]
  }
  expect(rankCorrelation(pairs(43)).estimate).toBeCloseTo(0.6366656599214738, 12)
  expect(rankCorrelation(pairs(43)).pValue).toBeCloseTo(4.443019619062048e-6, 15)
  // The least p-value of 9999 permutations.
  expect(rankCorrelation(pairs(42)).pValue).toBeGreaterThanOrEqual(1e-4)
})

test('three pairs have an estimate, but no test', () => {
  expect(rankCorrelation([{ x: [1, 2, 3], y: [1, 3, 2] }])).toMatchObject({
    estimate: expect.closeTo(0.5, 12),
    low: Number.NaN,
    high: Number.NaN,
    pValue: Number.NaN,
    n: 3,
  })
})

test("of many unrelated pairs its p-value is Student's, above one half", () => {
  const x = Array.from({ length: 100 }, (_, i) => i)
  const y = x.map((i) => (i * 37) % 100)
  const { estimate, pValue } = rankCorrelation([{ x, y }])
  expect(estimate).toBeCloseTo(spearman(x, y), 12)
  expect(pValue).toBeGreaterThan(0.5)
})

test('a diverged run ranks beyond all numbers', () => {
  const { estimate } = rankCorrelation([{ x: X, y: [1, 2, 3, 4, 5, 6, 7, Infinity] }])
  expect(estimate).toBeCloseTo(1, 12)
})

test('two pairs have no test', () => {
  expect(rankCorrelation([{ x: [1, 2], y: [3, 4] }])).toMatchObject({
    estimate: expect.closeTo(1, 12),
    low: Number.NaN,
    pValue: Number.NaN,
  })
})

test('no pairs have nothing', () => {
  expect(rankCorrelation([])).toMatchObject({ estimate: Number.NaN, n: 0 })
})

test('of unrelated values, about one in twenty has p of at most 0.05', () => {
  const random = new Random(1)
  const samples = 400
  let found = 0
  for (let i = 0; i < samples; i++) {
    const strata = [0, 1, 2].map(() => ({
      x: Array.from({ length: 20 }, () => random.normal()),
      y: Array.from({ length: 20 }, () => random.normal()),
    }))
    if (rankCorrelation(strata).pValue <= 0.05) found++
  }
  expect(found / samples).toBeGreaterThan(0.025)
  expect(found / samples).toBeLessThan(0.08)
})

function spearman(x: readonly number[], y: readonly number[]): number {
  const squares = x.reduce((sum, each, i) => sum + (each - (y[i] as number)) ** 2, 0)
  return 1 - (6 * squares) / (x.length * (x.length ** 2 - 1))
}
