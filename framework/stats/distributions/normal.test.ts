import { expect, test } from 'vitest'
import { normalCdf, normalQuantile } from './normal.ts'

test.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1.959963984540054, 0.025],
  [3, 0.9986501019683699],
  [-8, 6.22096057427178e-16],
])('cdf(%f) = %f', (z, probability) => {
  expect(Math.abs(normalCdf(z) / probability - 1)).toBeLessThan(1e-12)
})

test('the quantile inverts the cdf', () => {
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
  expect(normalQuantile(0.5)).toBeCloseTo(0, 12)
  expect(normalQuantile(0)).toBe(-Infinity)
  expect(normalQuantile(1)).toBe(Infinity)
})
