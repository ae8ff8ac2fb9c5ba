import { expect, test } from 'vitest'
import { geometricMean, interquartileMean, LOCATION, mean } from './location.ts'
import { quantile } from './quantile.ts'

test('quantiles interpolate linearly, as numpy does', () => {
  expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5)
  expect(quantile([1, 2, 3, 4], 0.95)).toBeCloseTo(3.85, 14)
  expect(quantile([7], 0.99)).toBe(7)
  expect(quantile([], 0.5)).toBeNaN()
})

test('a quantile between equal infinities is that infinity', () => {
  expect(quantile([Infinity, Infinity], 0.3)).toBe(Infinity)
})

test('the interquartile mean leaves out a quarter at either end', () => {
  expect(interquartileMean([-1000, 1, 2, 3, 4, 5, 6, 1000])).toBe(3.5)
  expect(interquartileMean([1, 2, 6])).toBe(3)
})

test('the geometric mean is that of the logarithms, and needs positive values', () => {
  expect(geometricMean([1, 10, 100])).toBeCloseTo(10, 13)
  expect(geometricMean([0, 1])).toBeNaN()
})

test('no values have no location', () => {
  expect(mean([])).toBeNaN()
  expect(LOCATION.median([])).toBeNaN()
  expect(LOCATION.iqm([])).toBeNaN()
  expect(LOCATION.geometric([])).toBeNaN()
})
