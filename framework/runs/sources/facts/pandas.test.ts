import { expect, test } from 'vitest'
import { argmin, max, mean, sum } from './pandas.ts'

const { NaN: missing } = Number

/** 1/3, 1/4, 1/5, … */
const series = (length: number) => Float64Array.from({ length }, (_, i) => 1 / (i + 3))

// What NumPy 2.4 gives for the same series; adding from left to right differs in the last digit.
test.each([
  [3, 0.7833333333333332, 0.26111111111111107],
  [12, 1.7515623265623261, 0.14596352721352718],
  [100, 3.707082429307257, 0.03707082429307257],
  [200, 4.387956567549058, 0.02193978283774529],
  [1000, 5.987467865541362, 0.0059874678655413615],
])('adds %i values in the order of NumPy', (length, expectedSum, expectedMean) => {
  expect(sum(series(length))).toBe(expectedSum)
  expect(mean(series(length))).toBe(expectedMean)
})

test('passes over what is missing', () => {
  const values = Float64Array.of(missing, 2, missing, 1)
  expect([sum(values), mean(values), max(values), argmin(values)]).toEqual([3, 1.5, 2, 3])
})

test('sums nothing to zero and has no mean, maximum or minimum of it', () => {
  const values = Float64Array.of(missing)
  expect([sum(values), mean(values), max(values), argmin(values)]).toEqual([
    0,
    missing,
    missing,
    -1,
  ])
})

test('takes the first of equal minima, and infinities as numbers', () => {
  expect(argmin(Float64Array.of(2, 1, 1))).toBe(1)
  expect(argmin(Float64Array.of(Infinity, Infinity))).toBe(0)
  expect(max(Float64Array.of(-Infinity))).toBe(-Infinity)
})
