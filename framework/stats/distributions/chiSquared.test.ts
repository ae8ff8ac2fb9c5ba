import { expect, test } from 'vitest'
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { chiSquaredUpperTail } from './chiSquared.ts'

// By mpmath, with 40 digits.
test.each([
  [1, 7, 0.9948285365165155],
  [20, 9, 0.017912404529843273],
  [60, 2, 9.357622968840175e-14],
  [100, 1, 1.523970604832105e-23],
  [900, 3, 8.851690237125581e-195],
])('the tail above %d with %d degrees of freedom, however small', (value, df, p) => {
  expectClose(chiSquaredUpperTail(value, df), p, 1e-13)
})

test('with two degrees of freedom it is exponential', () => {
  expectClose(chiSquaredUpperTail(5, 2), Math.exp(-2.5), 1e-14)
  expect(chiSquaredUpperTail(0, 2)).toBe(1)
})
