import { expect, test } from 'vitest'
import { meanSquares } from './meanSquares.ts'

test('mean squares between and within clusters, by hand', () => {
  // Means 2 and 5, centre 3.5: 2 * 2 * 1.5^2 between; 2 * 1 + 0 within, two degrees of freedom.
  const clusters = [
    [1, 3],
    [5, 5],
  ]
  expect(meanSquares(clusters)).toEqual({ between: 9, within: 1 })
})

test('a larger cluster counts more', () => {
  // Means 2, 6 and 9, centre 4.5. Between: (3 * 2.5^2 + 2 * 1.5^2 + 4.5^2) / 2; within: (1 + 1 + 4 + 4) / 3.
  expect(meanSquares([[1, 2, 3], [4, 8], [9]])).toEqual({
    between: (18.75 + 4.5 + 20.25) / 2,
    within: expect.closeTo(10 / 3, 14),
  })
})

test('a single cluster has nothing between clusters', () => {
  expect(meanSquares([[1, 3]])).toEqual({ between: Number.NaN, within: 2 })
})

test('clusters of one value each have nothing within them', () => {
  expect(meanSquares([[1], [3]])).toEqual({ between: 2, within: Number.NaN })
})
