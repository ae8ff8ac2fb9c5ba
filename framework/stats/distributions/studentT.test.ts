import { expect, test } from 'vitest'
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
})

test('an infinite t has no tail, and no degrees of freedom have no distribution', () => {
  expect(studentTwoSided(Number.POSITIVE_INFINITY, 3)).toBe(0)
  expect(studentTwoSided(1, 0)).toBeNaN()
  expect(studentQuantileTwoSided(0.95, 0)).toBeNaN()
  expect(studentQuantileTwoSided(1, 3)).toBeNaN()
})
