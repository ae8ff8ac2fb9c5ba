import { expect, test } from 'vitest'
import {
  digitsApart,
  digitsOfMany,
  formatAlike,
  formatNumber,
  formatTogether,
} from './numberFormat.ts'

test.each([
  [0, '0'],
  [0.00084851, '0.000849'],
  [1.5, '1.5'],
  [9999, '10\u202f000'],
  [123456, '123\u202f000'],
  [-0.00001234, '−1.23×10⁻⁵'],
  [6.02e23, '6.02×10²³'],
  [Number.NaN, 'n/a'],
  [Number.NEGATIVE_INFINITY, '−∞'],
])('writes %d as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text)
})

test.each([
  [
    [0, 1e-4, 1e-3],
    ['0', '0.0001', '0.001'],
  ],
  [
    [0, 1e-5, 1e-4, 1e-2],
    ['0', '10⁻⁵', '10⁻⁴', '10⁻²'],
  ],
  [
    [-3e-5, 1e-4, Number.NaN],
    ['−3×10⁻⁵', '1×10⁻⁴', 'n/a'],
  ],
  [
    [5e5, 1e6],
    ['5×10⁵', '1×10⁶'],
  ],
])('numbers beside each other have one notation: %j', (values, texts) => {
  expect(formatAlike(values)).toEqual(texts)
})

test.each([
  [[0.91, 0.92], 3],
  [[172.5, 172.55, 172.6], 5],
  [[0.999991, 0.999992, 0.999993], 6],
  // What 7 digits do not tell apart, such as rounding errors, takes none.
  [[1, 1 + 1e-9], 3],
  [[7, 7], 3],
])('so many digits tell numbers apart: %j', (values, digits) => {
  expect(digitsApart(values)).toBe(digits)
})

test('many numbers need be apart by the steps of their range alone', () => {
  const values = [0.99, 0.9912344, 0.9912345, 1]
  expect([digitsApart(values), digitsOfMany(values)]).toEqual([6, 4])
})

test.each([
  [
    [123_466, 123_461],
    ['123\u202f466', '123\u202f461'],
  ],
  [
    [0.99962, 0.99965],
    ['0.9996', '0.9997'],
  ],
  [
    [-98_762.3, 0.5],
    ['−98\u202f762', '0.5'],
  ],
  [[1.5], ['1.5']],
])('%j are told apart and keep what is before the point', (values, texts) => {
  expect(formatTogether(values)).toEqual(texts)
})
