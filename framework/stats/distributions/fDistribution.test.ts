import { expect, test } from 'vitest'
import { fUpperTail } from './fDistribution.ts'
import { studentTwoSided } from './studentT.ts'

test('is that of the square of Student’s t with one degree of freedom above', () => {
  expect(fUpperTail(2.5 ** 2, 1, 7)).toBeCloseTo(studentTwoSided(2.5, 7), 12)
})

test('has the closed form of two degrees of freedom above', () => {
  // P(F > f) = (1 + 2 f / d)^(-d / 2)
  expect(fUpperTail(3, 2, 10)).toBeCloseTo((1 + 6 / 10) ** -5, 12)
})

test('is certain at zero and impossible at infinity', () => {
  expect([fUpperTail(0, 2, 5), fUpperTail(Infinity, 2, 5)]).toEqual([1, 0])
})
