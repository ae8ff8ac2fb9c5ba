import { expect, test } from 'vitest'
import { expectClose } from '../../testing/recorded/expectClose.ts'
import { normalCdf, normalQuantile } from './normal.ts'

// By mpmath, with 40 digits.
test.each([
  [0, 0.5],
  [0.3, 0.6179114221889527],
  [1, 0.8413447460685429],
  [-1.959963984540054, 0.025],
  [-2.4, 0.00819753592459613],
  [-2.6, 0.00466118802371875],
  [3, 0.9986501019683699],
  [-4, 3.1671241833119924e-5],
  [-5.9, 1.8175078630994324e-9],
  [7, 0.9999999999987201],
  [-8, 6.22096057427178e-16],
  [-37, 5.725571222524577e-300],
])('cdf(%f) = %f', (z, probability) => {
  expectClose(normalCdf(z), probability, 2e-14)
})

test.each([
  [1e-300, -37.0470962993612],
  [1e-10, -6.361340902404057],
  [0.001, -3.0902323061678136],
  [0.3, -0.5244005127080408],
  [0.6, 0.2533471031357998],
  [0.975, 1.959963984540054],
  [0.9999, 3.7190164854556804],
])('quantile(%f) = %f', (probability, z) => {
  expectClose(normalQuantile(probability), z, 2e-14)
})

test('the quantile is 0 in the middle, infinite at the ends, and NaN beyond', () => {
  expect(normalQuantile(0.5)).toBeCloseTo(0, 15)
  const ends = [0, 1, -0.1, 1.1].map(normalQuantile)
  expect(ends).toEqual([-Infinity, Infinity, Number.NaN, Number.NaN])
})
