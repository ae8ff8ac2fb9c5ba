import { expect, test } from 'vitest'
import { compactPath } from './compactPath.ts'

test('lines become relative, and say their letter once', () => {
  expect(compactPath('M10 20L11.5 19L12 19.5', 2)).toBe('m10 20 1.5-1 .5.5')
})

test('curves keep all their points', () => {
  const data = 'M0 0Q1 1 2 0Q3 1 4 0C5 0 6 1 7 1L8 1Z'
  expect(compactPath(data, 2)).toBe('m0 0q1 1 2 0 1 1 2 0c1 0 2 1 3 1l1 0z')
})

test('after a closed contour, the next begins relative to where that began', () => {
  expect(compactPath('M10 10L20 10L20 20ZM12 12L18 12Z', 2)).toBe('m10 10 10 0 0 10zm2 2 6 0z')
})

test('errors of rounding do not add up', () => {
  const points = Array.from({ length: 1000 }, (_, i) => `L${i * 0.0149} 0`)
  const steps =
    compactPath(`M0 0${points.join('')}`, 2)
      .match(/-?[\d.]+/g)
      ?.map(Number) ?? []
  const reached = steps.reduce((sum, step) => sum + step, 0)
  expect(reached).toBeCloseTo(999 * 0.0149, 2)
})
