import { expect, test } from 'vitest'
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { normalQuantile } from './normal.ts'
import { studentQuantileTwoSided, studentTwoSided, studentUpperTail } from './studentT.ts'

const LEVELS = [0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.9999]

test('with one degree of freedom it is Cauchy, with two it has a closed form', () => {
  for (const level of LEVELS) {
    const cauchy = Math.tan((Math.PI / 2) * level)
    expect(studentQuantileTwoSided(level, 1) / cauchy).toBeCloseTo(1, 11)
    const two = level * Math.sqrt(2 / ((1 - level) * (1 + level)))
    expect(studentQuantileTwoSided(level, 2) / two).toBeCloseTo(1, 11)
  }
  for (const t of [1e-6, 0.3, 1, 7, 1e4, 1e8]) {
    expect(studentTwoSided(t, 1) / ((2 / Math.PI) * Math.atan(1 / t))).toBeCloseTo(1, 12)
  }
})

test('with many degrees of freedom it is normal', () => {
  expect(studentQuantileTwoSided(0.95, 1e7)).toBeCloseTo(normalQuantile(0.975), 6)
})

test('tails add up to one', () => {
  expect(studentUpperTail(-1.3, 4) + studentUpperTail(1.3, 4)).toBeCloseTo(1, 15)
  expect(studentUpperTail(0, 4)).toBe(0.5)
  // One degree of freedom: 1/2 - atan(t) / π.
  expect(studentUpperTail(1, 1)).toBeCloseTo(0.25, 14)
  expect(studentUpperTail(-1, 1)).toBeCloseTo(0.75, 14)
})

// By mpmath, with 50 digits.
test.each([
  [2.5, 7, 0.040992218585752895],
  [12, 40, 7.824171304255972e-15],
  [5, 300, 9.769154730247772e-7],
  [2.5, 1000, 0.012578567801090797],
  [8, 10_000, 1.3821208729065382e-15],
])('the p-value of t %d with %d degrees of freedom', (t, df, p) => {
  expectClose(studentTwoSided(t, df), p, 1e-13)
})

test('an infinite t has no tail, and no degrees of freedom have no distribution', () => {
  expect(studentTwoSided(Number.POSITIVE_INFINITY, 3)).toBe(0)
  expect(studentTwoSided(1, 0)).toBeNaN()
  expect(studentQuantileTwoSided(0.95, 0)).toBeNaN()
  expect(studentQuantileTwoSided(1, 3)).toBeNaN()
  expect(studentQuantileTwoSided(0, 3)).toBeNaN()
})
