import { expect, test } from 'vitest'
import type { Design } from './design.ts'
import { pedAnova } from './pedAnova.ts'

const runs = Array.from({ length: 60 }, (_, i) => i)
const [a, b, c] = [
  runs.map((i) => i % 10),
  runs.map((i) => (i * 7) % 12),
  runs.map((i) => Math.floor(i / 5) % 3),
] as [number[], number[], number[]]
const DESIGN: Design = {
  factors: [
    { name: 'a', levels: a, nLevels: 10, isOrdered: true },
    { name: 'b', levels: b, nLevels: 12, isOrdered: true },
    { name: 'c', levels: c, nLevels: 3, isOrdered: false },
  ],
  y: runs.map((i) => {
    const [x, y] = [a[i] as number, b[i] as number]
    return Math.abs(x - 3) * 2 + y + (c[i] === 1 ? 6 : 0) + ((i * 13) % 17) / 10
  }),
}

test('importances are the divergences of the best tenth, less what chance gives', () => {
  // From numpy, with 40 000 random choices of ten runs instead of 499.
  const { factors, interactions, residual } = pedAnova.evaluate(DESIGN)
  const expected = [0.1534, 0.5804, 0.2662]
  factors.forEach(({ importance }, at) => {
    expect(Math.abs(importance - (expected[at] as number))).toBeLessThan(0.02)
  })
  expect(factors.reduce((sum, { importance }) => sum + importance, 0)).toBeCloseTo(1, 12)
  expect([interactions, residual]).toEqual([[], Number.NaN])
})

test('p-values are those of the step-down maximum', () => {
  const expected = [0.0643, 0.002, 0.0643]
  pedAnova.evaluate(DESIGN).factors.forEach(({ pValue }, at) => {
    expect(Math.abs(pValue - (expected[at] as number))).toBeLessThan(0.02)
    // So many of 499 random choices and the one at hand.
    expect(500 * pValue).toBeCloseTo(Math.round(500 * pValue), 9)
  })
})

test('where nothing tells the best from others nothing matters', () => {
  const constant = { name: 'a', levels: runs.map(() => 0), nLevels: 1, isOrdered: true }
  expect(pedAnova.evaluate({ ...DESIGN, factors: [constant] }).factors).toEqual([
    { importance: 0, pValue: 1 },
  ])
})

test('ten runs are needed', () => {
  const first = (n: number) => ({ ...DESIGN, y: DESIGN.y.slice(0, n) })
  expect(pedAnova.objection(first(9))).toBe('9 runs are too few, 10 are needed')
  expect(pedAnova.objection(first(10))).toBeUndefined()
  expect(pedAnova.name).toBe('PED-ANOVA')
})
