import { expect, test } from 'vitest'
import type { Design, Factor } from './design.ts'
import { fullGridOf } from './fullGrid.ts'
import { functionalAnova, marginOf } from './functionalAnova.ts'

const factor = (name: string, levels: readonly number[]): Factor => ({
  ...{ name, levels, nLevels: Math.max(...levels) + 1, isOrdered: true },
})
/** Two runs in each cell of two by three. */
const GRID: Design = {
  factors: [
    factor('a', [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1]),
    factor('b', [0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2]),
  ],
  y: [1, 2, 3, 5, 2, 2.5, 4, 4.5, 9, 8, 3, 6],
}

test('a full grid has the mean of each cell, and the variance within', () => {
  const grid = fullGridOf(GRID)
  expect(grid).toMatchObject({ nLevels: [2, 3], noiseDf: 6, runsPerCell: 2 })
  // The last factor varies fastest.
  expect([...(grid?.means ?? [])]).toEqual([1.5, 4, 2.25, 4.25, 8.5, 4.5])
  expect(grid?.noise).toBeCloseTo((0.5 + 2 + 0.125 + 0.125 + 0.5 + 4.5) / 6, 12)
})

test('cells may hold different numbers of runs', () => {
  const grid = fullGridOf({ factors: [factor('a', [0, 1, 1])], y: [1, 2, 4] })
  expect(grid).toMatchObject({ noise: 2, noiseDf: 1 })
  expect(grid?.runsPerCell).toBeCloseTo(4 / 3, 12)
  const single = fullGridOf({ factors: [factor('a', [0, 1])], y: [1, 2] })
  expect(single).toMatchObject({ noise: Number.NaN, noiseDf: 0, runsPerCell: 1 })
})

test('a design without factors, or without some cell, is no grid', () => {
  expect(fullGridOf({ factors: [], y: [1, 2] })).toBeUndefined()
  const twice = { factors: [factor('a', [0, 0, 1, 1]), factor('b', [0, 0, 1, 1])] }
  expect(fullGridOf({ ...twice, y: [1, 2, 3, 4] })).toBeUndefined()
  const few = { factors: [factor('a', [0, 0, 1]), factor('b', [0, 1, 0])] }
  expect(fullGridOf({ ...few, y: [1, 2, 3] })).toBeUndefined()
})

test('margins are means over the other factors', () => {
  const grid = fullGridOf(GRID)
  if (grid === undefined) throw new Error('no grid')
  expect([...marginOf(grid, [0])]).toEqual([7.75 / 3, 17.25 / 3].map((x) => expect.closeTo(x, 12)))
  expect([...marginOf(grid, [1])]).toEqual([2.875, 6.25, 3.375])
  expect([...marginOf(grid, [1, 0])]).toEqual([1.5, 4.25, 4, 8.5, 2.25, 4.5])
})

test('importance, shares and p-values follow from the sums of squares', () => {
  // From sums of squares in numpy, with scipy.stats.f.sf; noise is taken off by its degrees of freedom.
  const { factors, interactions, residual } = functionalAnova.evaluate(GRID)
  expect(factors).toEqual([
    {
      importance: expect.closeTo(0.42361533779671323, 11),
      share: expect.closeTo(0.42057212416311623, 11),
      pValue: expect.closeTo(2 * 0.005844259933305379, 11),
    },
    {
      importance: expect.closeTo(0.3530127814972612, 11),
      share: expect.closeTo(0.3499695678636641, 11),
      pValue: expect.closeTo(0.023087096737048056, 11),
    },
  ])
  expect(interactions).toEqual([
    {
      factors: [0, 1],
      share: expect.closeTo(0.0030432136335971, 11),
      pValue: expect.closeTo(0.3973537071151739, 11),
    },
  ])
  expect(residual).toBeCloseTo(0.22641509433962267, 11)
})

test('of one parameter the p-value is that of its F test', () => {
  // scipy.stats.f_oneway([1, 2], [3, 5], [2, 2.5])
  const { factors, interactions } = functionalAnova.evaluate({
    factors: [factor('b', [0, 0, 1, 1, 2, 2])],
    y: [1, 2, 3, 5, 2, 2.5],
  })
  expect(factors[0]?.pValue).toBeCloseTo(0.15220271996999082, 11)
  expect(interactions).toEqual([])
})

test('single runs have shares of what varies, without a test and a residual', () => {
  const { factors, residual } = functionalAnova.evaluate({
    factors: [factor('a', [0, 0, 1, 1]), factor('b', [0, 1, 0, 1])],
    y: [0, 1, 3, 4],
  })
  expect(factors).toEqual([
    { importance: expect.closeTo(0.9, 12), share: expect.closeTo(0.9, 12), pValue: Number.NaN },
    { importance: expect.closeTo(0.1, 12), share: expect.closeTo(0.1, 12), pValue: Number.NaN },
  ])
  expect(residual).toBeNaN()
})

test('where nothing varies nothing matters', () => {
  const { factors, residual } = functionalAnova.evaluate({ ...GRID, y: GRID.y.map(() => 1) })
  expect(factors.map(({ importance, share }) => [importance, share])).toEqual([
    [0, 0],
    [0, 0],
  ])
  expect(residual).toBeNaN()
})

test('pairs of parameters stand by their share', () => {
  // c and a do more together than b and a; all are on -1 and 1.
  const runs = Array.from({ length: 8 }, (_, i) => [i >> 2, (i >> 1) & 1, i & 1] as const)
  const y = runs.map(([a, b, c]) => (2 * a - 1) * (2 * b - 1 + 3 * (2 * c - 1)))
  const { interactions } = functionalAnova.evaluate({
    factors: ['a', 'b', 'c'].map((name, at) =>
      factor(
        name,
        runs.map((run) => run[at] as number),
      ),
    ),
    y,
  })
  expect(interactions.map(({ factors }) => factors)).toEqual([
    [0, 2],
    [0, 1],
    [1, 2],
  ])
  expect(interactions.map(({ share }) => share)).toEqual(
    [0.9, 0.1, 0].map((share) => expect.closeTo(share, 12)),
  )
})

test('runs that are not a grid, or vary one parameter with one run for each value, are refused', () => {
  const single = { factors: [factor('a', [0, 1, 2])], y: [1, 2, 3] }
  expect(functionalAnova.objection(single)).toBe('each value was run once')
  const twice = { factors: [factor('a', [0, 1, 1])], y: [1, 2, 3] }
  expect(functionalAnova.objection(twice)).toBeUndefined()
  const two = { factors: [factor('a', [0, 0, 1, 1]), factor('b', [0, 1, 0, 1])], y: [1, 2, 3, 4] }
  expect(functionalAnova.objection(two)).toBeUndefined()
  const none = { factors: two.factors, y: [1, 2, 3] }
  expect(functionalAnova.objection(none)).toBe('not every combination of values was run')
  expect(functionalAnova.evaluate(none)).toEqual({
    factors: [],
    interactions: [],
    residual: Number.NaN,
  })
})
