import { expect, test } from 'vitest'
import { formatNumber } from './numberFormat.ts'

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
