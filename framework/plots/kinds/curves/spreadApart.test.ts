import { expect, test } from 'vitest'
import { areSpreadApart } from './spreadApart.ts'

test.each([
  [
    'decades with a gap between them',
    [
      [1, 0.01],
      [5e4, 9e4],
    ],
    true,
  ],
  [
    'a gap, but less than three decades in all',
    [
      [1, 2],
      [500, 900],
    ],
    false,
  ],
  [
    'many decades without a gap',
    [
      [1e-3, 10],
      [5, 9e4],
    ],
    false,
  ],
  [
    'a third set that bridges the gap',
    [
      [1, 2],
      [1e4, 2e4],
      [1, 2e4],
    ],
    false,
  ],
  ['one set', [[1e-3, 1e4]], false],
  [
    'zero, whose decades cannot be counted',
    [
      [0, 1],
      [1e4, 2e4],
    ],
    false,
  ],
  [
    'missing values, which count for nothing',
    [
      [1, Number.NaN],
      [Number.NaN, 1e5],
    ],
    true,
  ],
  ['more sets than there is room for', [1, 1e2, 1e4, 1e6, 1e8, 1e10, 1e12].map((y) => [y]), false],
] as const)('%s', (_, sets, expected) => {
  expect(areSpreadApart(sets)).toBe(expected)
})
