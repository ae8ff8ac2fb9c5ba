import { expect, test } from 'vitest'
import { studentQuantileTwoSided } from '../distributions/studentT.ts'
import { Random } from '../random.ts'
import { outlyingValues } from './outlyingValues.ts'

test('a value is outlying where Student’s test of its deleted residual says so, Bonferroni over all', () => {
  // Of the three others the mean is 0 and the variance 1: the residual of x is x / √(1 + 1 / 3), on 2 degrees of freedom.
  const others = [-1, 0, 1]
  const limit = studentQuantileTwoSided(1 - 0.01 / 4, 2) * Math.sqrt(4 / 3)
  expect(outlyingValues([[...others, 1.001 * limit]])).toEqual([{ group: 0, at: 3 }])
  expect(outlyingValues([[...others, 0.999 * limit]])).toEqual([])
})

test('the spread is that of all groups, and the distance that within a group', () => {
  expect(
    outlyingValues([
      [0, 1, 0, 1],
      [100, 101, 130],
    ]),
  ).toEqual([{ group: 1, at: 2 }])
  expect(
    outlyingValues([
      [0, 1, 0, 1],
      [100, 101],
    ]),
  ).toEqual([])
})

test('where all others are the same, the one that is not is outlying', () => {
  expect(outlyingValues([[0.1, 0.1, 0.1, 0.3]])).toEqual([{ group: 0, at: 3 }])
})

test('values that are all the same, two values, and none have none', () => {
  for (const values of [[0.1, 0.1, 0.1], [1, 50], [1], []])
    expect(outlyingValues([values])).toEqual([])
})

test('about one in a hundred normal samples has an outlying value', () => {
  const random = new Random(1)
  let any = 0
  for (let i = 0; i < 4000; i++) {
    if (outlyingValues([Array.from({ length: 6 }, () => random.normal())]).length > 0) any++
  }
  expect(any).toBeGreaterThan(20)
  expect(any).toBeLessThan(60)
})
