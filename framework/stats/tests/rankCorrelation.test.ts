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

test("of many pairs its p-value is Student's", () => {
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
