import { expect, test } from 'vitest'
import { formatPValue } from './pValueFormat.ts'

test('a p-value that is 0 in floating point is said to be less than what that can hold', () => {
  expect([0.0123, 3.4e-9, 0, 1, null].map(formatPValue)).toEqual([
    '0.0123',
    '3.4×10⁻⁹',
    '< 10⁻³⁰⁰',
    '1',
    'n/a',
  ])
})
