import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { rankCorrelation } from './rankCorrelation.ts'
import { rankTrend } from './rankTrend.ts'

const X = Array.from({ length: 61 }, (_, i) => i)

function noisy(height: (x: number) => number, noise: number, seed = 1) {
  const random = new Random(seed)
  return [{ x: X, y: X.map((x) => height(x) + noise * random.normal()) }]
}

test('a valley has no rank correlation, but a curvature above zero, and a small p-value', () => {
  const { correlation, curvature, pValue } = rankTrend(noisy((x) => ((x - 30) / 10) ** 2, 1))
  expect(Math.abs(correlation.estimate)).toBeLessThan(0.2)
  expect(curvature).toBeGreaterThan(0.7)
  expect(pValue).toBeLessThan(1e-6)
})

test('a line has no curvature', () => {
  const { correlation, curvaturePValue, pValue } = rankTrend(noisy((x) => x / 10, 1))
  expect(correlation.estimate).toBeGreaterThan(0.7)
  expect(curvaturePValue).toBeGreaterThan(0.05)
  expect(pValue).toBeLessThan(1e-6)
})

test('the curvature of five pairs, and its test beside the line, by hand', () => {
  // Ranks of x less 3: -2 … 2; squared and centred: 2, -1, -2, -1, 2. With y: 2 * 5 - 3 - 2 * 1 - 2 + 2 * 4 = 11,
  // of at most sqrt(14 * 10). Beside the correlation of -0.3 Student's p with two degrees of freedom.
  const { correlation, curvature, curvaturePValue } = rankTrend([
    { x: [1, 2, 3, 4, 5], y: [5, 3, 1, 2, 4] },
  ])
  expect(correlation.estimate).toBeCloseTo(-0.3, 12)
  expect(curvature).toBeCloseTo(11 / Math.sqrt(140), 12)
  expect(curvaturePValue).toBeCloseTo(0.0254413710847907, 12)
})

test.each([
  { y: [5, 3, 1, 2, 4], n: 10 },
  { y: [2, 1, 4, 3, 5], n: 32 },
])('in as many as $n of the 120 orders of $y the larger of both is as large', ({ y, n }) => {
  // Counted over all orders with itertools.permutations. Four standard errors are at most 0.02.
  const { pValue } = rankTrend([{ x: [1, 2, 3, 4, 5], y }])
  expect(Math.abs(pValue - n / 120)).toBeLessThan(0.02)
})

test("beyond 40 degrees of freedom the smaller of Student's p-values counts for two tests", () => {
  // By NumPy and scipy.stats.t: 0.1032157264537 for the line, 0.1527523660657 for the curve; 1 - (1 - p)^2.
  const x = Array.from({ length: 43 }, (_, i) => i)
  const y = x.map((i) => ((i * 11) % 43) + 0.5 * Math.abs(i - 43 / 2 + 0.3))
  const { curvature, pValue } = rankTrend([{ x, y }])
  expect(curvature).toBeCloseTo(0.2218635612695733, 12)
  expect(pValue).toBeCloseTo(0.1957779667199968, 12)
})

test('the seed is that of the correlation, too', () => {
  const strata = [{ x: [1, 2, 3, 4, 5], y: [2, 1, 4, 3, 5] }]
  expect(rankTrend(strata, 7).correlation).toEqual(rankCorrelation(strata, 7))
  expect(rankTrend(strata, 7).pValue).not.toBe(rankTrend(strata, 8).pValue)
})

test('three pairs have no test of a trend', () => {
  const { curvature, curvaturePValue, pValue } = rankTrend([{ x: [1, 2, 3], y: [2, 1, 3] }])
  expect(curvature).toBeCloseTo(Math.sqrt(0.75), 12)
  expect([curvaturePValue, pValue]).toEqual([Number.NaN, Number.NaN])
})

test('two values of x have no curvature: the p-value is that of the rank correlation', () => {
  const strata = [{ x: [1, 1, 1, 1, 2, 2, 2, 2], y: [1, 2, 3, 4, 5, 6, 7, 8] }]
  const { correlation, curvature, pValue } = rankTrend(strata)
  expect(curvature).toBeNaN()
  expect(pValue).toBe(correlation.pValue)
})

test.each([20, 60])(
  'of %i unrelated values about one in twenty has a p-value of at most 0.05',
  { tags: ['simulation'] },
  (n) => {
    const random = new Random(3)
    let found = 0
    for (let trial = 0; trial < 200; trial++) {
      const draw = () => Array.from({ length: n }, () => random.normal())
      if (rankTrend([{ x: draw(), y: draw() }]).pValue <= 0.05) found++
    }
    expect(found).toBeGreaterThanOrEqual(3)
    expect(found).toBeLessThanOrEqual(18)
  },
)
