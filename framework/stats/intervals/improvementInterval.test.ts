import { expect, test } from 'vitest'
import { improvementInterval } from './improvementInterval.ts'

test('three runs that all beat three others leave room down to a coin toss', () => {
  const { low, high } = improvementInterval(1, [{ a: 3, b: 3 }])
  expect(low).toBeCloseTo(0.501, 3)
  expect(high).toBe(1)
})

test('the ends are where the observed value lies 1.96 standard errors away', () => {
  const { low, high } = improvementInterval(0.6, [{ a: 8, b: 8 }])
  // Hanley and McNeil's variance for equal groups of 8.
  const variance = (p: number) => (p * (1 - p) * (1 + 7 * ((1 - p) / (2 - p) + p / (1 + p)))) / 64
  expect((0.6 - low) / Math.sqrt(variance(low))).toBeCloseTo(1.96, 3)
  expect((high - 0.6) / Math.sqrt(variance(high))).toBeCloseTo(1.96, 3)
})

test('exchanging the groups mirrors the interval', () => {
  const forth = improvementInterval(0.8, [{ a: 4, b: 9 }])
  const back = improvementInterval(0.2, [{ a: 9, b: 4 }])
  expect(back.low).toBeCloseTo(1 - forth.high, 12)
  expect(back.high).toBeCloseTo(1 - forth.low, 12)
})

test('more blocks narrow it as more runs do', () => {
  const one = improvementInterval(0.7, [{ a: 3, b: 3 }])
  const four = improvementInterval(0.7, Array(4).fill({ a: 3, b: 3 }))
  expect(four.high - four.low).toBeLessThan((one.high - one.low) * 0.7)
})

test('nothing to compare has no interval', () => {
  expect(improvementInterval(Number.NaN, [{ a: 3, b: 3 }])).toEqual({
    low: Number.NaN,
    high: Number.NaN,
  })
  expect(improvementInterval(0.5, [])).toEqual({ low: Number.NaN, high: Number.NaN })
})

test('a group that never wins has the mirrored interval of one that always does', () => {
  const { low, high } = improvementInterval(0, [{ a: 3, b: 3 }])
  expect(low).toBe(0)
  expect(high).toBeCloseTo(0.499, 3)
})

test.each([-0.1, 1.1])('%d is not a probability, and has no interval', (probability) => {
  const { low, high } = improvementInterval(probability, [{ a: 3, b: 3 }])
  expect([low, high]).toEqual([Number.NaN, Number.NaN])
})
