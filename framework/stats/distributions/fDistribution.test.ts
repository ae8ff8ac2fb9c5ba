import { expect, test } from 'vitest'
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { fUpperTail } from './fDistribution.ts'
import { studentTwoSided } from './studentT.ts'

test('is that of the square of Student’s t with one degree of freedom above', () => {
  expect(fUpperTail(2.5 ** 2, 1, 7)).toBeCloseTo(studentTwoSided(2.5, 7), 12)
})

test('has the closed form of two degrees of freedom above', () => {
  // P(F > f) = (1 + 2 f / d)^(-d / 2)
  expect(fUpperTail(3, 2, 10)).toBeCloseTo((1 + 6 / 10) ** -5, 12)
})

// By mpmath, with 40 digits.
test.each([
  [1.7, 3, 7, 0.2532439270648006],
  [0.4, 5, 12, 0.8396528716480226],
  [25, 4, 6, 0.0006946344589132146],
  [1e5, 2.5, 9, 1.6732103008651038e-20],
])('above %d with %d and %d degrees of freedom', (f, df1, df2, p) => {
  expectClose(fUpperTail(f, df1, df2), p, 1e-13)
})

test('groups that do not vary at all are no evidence', () => {
  expect(fUpperTail(Number.NaN, 2, 5)).toBe(1)
})

test('is certain at zero and impossible at infinity', () => {
  expect([fUpperTail(0, 2, 5), fUpperTail(Infinity, 2, 5)]).toEqual([1, 0])
})
