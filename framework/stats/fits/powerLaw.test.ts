import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { fitPowerLaw } from './powerLaw.ts'

test('finds the law of points that follow one, without an interval to speak of', () => {
  const x = [1, 2, 4, 8]
  const fit = fitPowerLaw(
    x,
    x.map((size) => 3 * size ** -0.5),
  )
  expect(fit?.exponent).toBeCloseTo(-0.5, 12)
  expect(fit?.factor).toBeCloseTo(3, 12)
  expect([fit?.low, fit?.high]).toEqual([expect.closeTo(-0.5, 6), expect.closeTo(-0.5, 6)])
  expect(fit?.at(16).value).toBeCloseTo(0.75, 12)
})

test('its interval is Student’s of the slope', () => {
  // Slope of ln y = [0, 2, 1] on ln x = [0, 1, 2]: 0.5, residual variance 1.5, t(1) = 12.706.
  const [x, y] = [
    [0, 1, 2].map((value) => Math.exp(value)),
    [0, 2, 1].map((value) => Math.exp(value)),
  ]
  const fit = fitPowerLaw(x, y)
  const reach = 12.7062047364 * Math.sqrt(1.5 / 2)
  expect(fit?.exponent).toBeCloseTo(0.5, 12)
  expect(fit?.high).toBeCloseTo(0.5 + reach, 8)
})

test('the interval holds the true exponent in about 95 % of samples', () => {
  const random = new Random(1)
  const x = [1, 2, 4, 8, 16]
  let held = 0
  for (let i = 0; i < 400; i++) {
    const y = x.map((size) => size ** -0.3 * Math.exp(0.1 * random.normal()))
    const fit = fitPowerLaw(x, y)
    if (fit && fit.low <= -0.3 && fit.high >= -0.3) held++
  }
  expect(held / 400).toBeGreaterThan(0.92)
  expect(held / 400).toBeLessThan(0.98)
})

test('the curve spans the sizes, and its interval is narrowest in the middle', () => {
  const fit = fitPowerLaw([1, 10, 100, 100], [1, 2, 3, 4])
  const widths = fit?.curve.map(({ low, high }) => Math.log(high / low)) ?? []
  expect([fit?.curve[0]?.x, fit?.curve.at(-1)?.x]).toEqual([1, expect.closeTo(100, 9)])
  expect(Math.min(...widths)).toBeLessThan(widths[0] as number)
  expect(Math.min(...widths)).toBeLessThan(widths.at(-1) as number)
})

test.each([
  ['two sizes', [1, 1, 2, 2], [1, 2, 3, 4]],
  ['values that are missing, or not positive', [1, 2, 3, 4], [1, 2, null, -1]],
])('%s are no law', (_, x, y) => {
  expect(fitPowerLaw(x, y)).toBeUndefined()
})
