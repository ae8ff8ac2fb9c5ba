import { expect, test } from 'vitest'
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { incompleteBeta } from './incompleteBeta.ts'

test('with whole arguments it is the upper tail of a binomial', () => {
  // Of four draws at least two: 6 x² (1 - x)² + 4 x³ (1 - x) + x⁴
  expectClose(incompleteBeta(0.4, 2, 3), 0.5248, 1e-14)
  expectClose(incompleteBeta(0.9, 2, 3), 0.9963, 1e-14)
  expectClose(incompleteBeta(0.25, 1, 1), 0.25, 1e-14)
})

// By mpmath, with 40 digits.
test.each([
  [0.6, 40, 30, 0.6818561974094371],
  [0.2, 1000, 4000, 0.5028210395458619],
  [0.21, 1000, 4000, 0.9602304559976431],
  [0.03, 10, 300, 0.4486523597162956],
  [0.98, 300, 12, 0.9757649190018197],
])('of %d with %d and %d', (x, a, b, value) => {
  expectClose(incompleteBeta(x, a, b), value, 1e-12)
})

test('the two ends add up to one', () => {
  for (const [x, a, b] of [
    [0.3, 2.5, 4],
    [0.5, 7, 7],
    [0.01, 0.5, 40],
  ] as const) {
    expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a)).toBeCloseTo(1, 14)
  }
})

test('it is 0 at 0 and 1 at 1, and of NaN it is NaN', () => {
  const ends = [0, 1, Number.NaN].map((x) => incompleteBeta(x, 2, 3))
  expect(ends).toEqual([0, 1, Number.NaN])
})

test('the complement is taken as it is given, where the subtraction would lose it', () => {
  // 1 - I = (1 - x)^b / (b B(1, b)) with a = 1: with x within 1e-20 of 1, 1 - 1e-10.
  expect(incompleteBeta(1, 1, 0.5)).toBe(1)
  expectClose(1 - incompleteBeta(1, 1, 0.5, 1e-20), 1e-10, 1e-5)
})
