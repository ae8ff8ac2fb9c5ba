import { expect, test } from 'vitest'
import { Random } from '../random.ts'
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

test('two values of x have no curvature: the p-value is that of the rank correlation', () => {
  const strata = [{ x: [1, 1, 1, 1, 2, 2, 2, 2], y: [1, 2, 3, 4, 5, 6, 7, 8] }]
  const { correlation, curvature, pValue } = rankTrend(strata)
  expect(curvature).toBeNaN()
  expect(pValue).toBe(correlation.pValue)
})

test.each([20, 60])(
  'of %i unrelated values about 5 %% have a p-value of at most 0.05',
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
