import { expect, test } from 'vitest'
import { marginalShares } from './marginalShares.ts'

const sharesOf = (levels: readonly number[], y: readonly number[], isOrdered = false) =>
  marginalShares({
    y,
    factors: [{ name: 'a', levels, nLevels: Math.max(...levels) + 1, isOrdered }],
  })[0]

test('the share is epsilon squared of a one-way analysis of variance', () => {
  // Squares of 17 in all and of 1 within, which has two degrees of freedom: (17 - 1 - 1/2) / 17.
  expect(sharesOf([0, 0, 1, 1], [1, 2, 5, 6])).toBeCloseTo(15.5 / 17, 12)
  // 124/3 in all, 1/2 + 1/2 + 8 within, which has three degrees of freedom: (124/3 - 9 - 2 × 9/3).
  expect(sharesOf([0, 0, 1, 1, 2, 2], [1, 2, 5, 6, 5, 9])).toBeCloseTo(
    (124 / 3 - 9 - 6) / (124 / 3),
    9,
  )
})

test('a parameter without effect has about none, and never less', () => {
  expect(sharesOf([0, 0, 1, 1], [1, 2, 1, 2])).toBe(0)
})

test('nothing is told where each run has a class of its own, or all have one value', () => {
  expect(sharesOf([0, 1, 2], [1, 2, 3])).toBeNaN()
  expect(sharesOf([0, 0, 1], [2, 2, 2])).toBeNaN()
})

test('ordered values are cut into eight classes', () => {
  const levels = Array.from({ length: 16 }, (_, i) => i)
  const y = levels.map((level) => level + (level % 2) / 2)
  const classes = levels.map((level) => Math.floor(level / 2))
  expect(sharesOf(levels, y, true)).toBe(sharesOf(classes, y))
  expect(sharesOf(levels, y, false)).toBeNaN()
})
