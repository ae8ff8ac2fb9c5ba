import { expect, test } from 'vitest'
import { evenSize, latticeBins } from './latticeBins.ts'

const LIMITS = { least: 10, most: 60 }

test('edges lie halfway between the numbers, of which each bin holds as many', () => {
  expect(latticeBins({ low: 1, high: 6, step: 1 }, 6, LIMITS)).toEqual({
    ...{ edges: [0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 6.5], size: 1, nLast: 1 },
  })
  expect(latticeBins({ low: 0, high: 5.5, step: 0.5 }, 4, LIMITS)).toEqual({
    ...{ edges: [-0.25, 1.25, 2.75, 4.25, 5.75], size: 3, nLast: 3 },
  })
})

test.each([
  // Of 104 numbers, bins of 10 would leave 4 for the last.
  ['the size next to the wanted one that fills the last bin', 104, 10, 8],
  ['the wanted size, where the last bin lacks a tenth of it at most', 109, 10, 10],
  // Bins of 17 leave 16, but are fewer than ten.
  ['the size with the fullest last bin, where none is full', 101, 10, 6],
  ['found as fast for numbers that are far apart', 1e12 + 1, 60, 16_666_666_667],
  ['one, where there are fewer numbers than bins', 7, 10, 1],
])('the size of bins is %s', (_, nPlaces, nBins, size) => {
  expect(evenSize(nPlaces, nBins, LIMITS)).toBe(size)
})
