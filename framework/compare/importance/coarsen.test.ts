import { expect, test } from 'vitest'
import { coarsen } from './coarsen.ts'

/** An ordered factor with so many runs of each level. */
const factorOf = (...counts: number[]) => ({
  name: 'lr',
  levels: counts.flatMap((n, level) => new Array<number>(n).fill(level)),
  nLevels: counts.length,
  isOrdered: true,
})

test('neighbouring levels are put together in classes of as many runs', () => {
  expect(coarsen(factorOf(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), 5)).toEqual({
    name: 'lr',
    levels: [0, 0, 1, 1, 2, 2, 3, 3, 4, 4],
    nLevels: 5,
    isOrdered: true,
  })
})

test('a level goes where the middle of its runs lies', () => {
  // Middles at 4, 8.5 and 9.5 of 10.
  expect(coarsen(factorOf(8, 1, 1), 2)).toMatchObject({
    levels: [...new Array(8).fill(0), 1, 1],
    nLevels: 2,
  })
})

test('classes that stay empty are no classes', () => {
  // Middles at 4.5, 9.5, 10.5 and 11.5 of 12: in the second and in the last third.
  expect(coarsen(factorOf(9, 1, 1, 1), 3)).toMatchObject({
    levels: [...new Array(9).fill(0), 1, 1, 1],
    nLevels: 2,
  })
})

test('so few levels, and levels without order, stay as they are', () => {
  const few = factorOf(1, 2, 3)
  expect(coarsen(few, 3)).toBe(few)
  const names = { ...few, isOrdered: false }
  expect(coarsen(names, 2)).toBe(names)
})
