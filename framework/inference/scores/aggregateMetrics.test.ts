import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregateMetrics } from './aggregateMetrics.ts'

test('mean, population deviation and linear quantiles', () => {
  expect(aggregateMetrics([4, 1, 3, 2])).toEqual({
    mean: 2.5,
    std: Math.sqrt(1.25),
    p50: 2.5,
    p95: expect.closeTo(3.85, 12),
    p99: expect.closeTo(3.97, 12),
    n: 4,
    nInvalid: 0,
  })
})

test('NaN and infinities are counted and left out', () => {
  expect(aggregateMetrics([1, NaN, 3, Infinity])).toMatchObject({ mean: 2, n: 2, nInvalid: 2 })
})

test('nothing left gives NaN', () => {
  expect(aggregateMetrics([NaN])).toMatchObject({ mean: NaN, p50: NaN, n: 0, nInvalid: 1 })
  expect(aggregateMetrics([1], { weights: [0] })).toMatchObject({ mean: NaN, p99: NaN, n: 0 })
})

test('weights pull the mean, the deviation and the quantiles', () => {
  const { mean, std, p50, p95 } = aggregateMetrics([10, 0], { weights: [3, 1] })
  expect(mean).toBe(7.5)
  expect(std).toBeCloseTo(Math.sqrt((7.5 ** 2 + 3 * 2.5 ** 2) / 4), 12)
  expect([p50, p95]).toEqual([10, 10])
  expect(aggregateMetrics([0, 5, 10], { weights: [8, 1, 1] })).toMatchObject({ p50: 0, p95: 10 })
})

test('events without weight, or with one that is not a number, are left out', () => {
  expect(aggregateMetrics([1, 2, 3], { weights: [1, 0, NaN] })).toMatchObject({
    mean: 1,
    n: 1,
    nInvalid: 2,
  })
})

test('as many weights as values are needed', () => {
  expect(() => aggregateMetrics([1, 2], { weights: [1] })).toThrow(
    expect.objectContaining({
      code: 'LENGTH_MISMATCH',
      message: '2 values but 1 weights: pass one weight for each value.',
    }),
  )
})

test('equal weights give the mean and deviation that no weights give', () => {
  const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 30 })
  fc.assert(
    fc.property(values, (given) => {
      const plain = aggregateMetrics(given)
      const weighted = aggregateMetrics(given, { weights: given.map(() => 2) })
      expect(weighted.mean).toBeCloseTo(plain.mean, 9)
      expect(weighted.std).toBeCloseTo(plain.std, 9)
      expect(weighted.n).toBe(plain.n)
      expect(given).toContain(weighted.p50)
    }),
  )
})

test('a weighted quantile is the first value at which the weights reach its share', () => {
  const { p50, p95, p99 } = aggregateMetrics([3, 1, 2], { weights: [0.05, 0.5, 0.45] })
  expect([p50, p95, p99]).toEqual([1, 2, 3])
  const infinite = aggregateMetrics([1, 2, 3], { weights: [1, Infinity, -1] })
  expect(infinite).toMatchObject({ mean: 1, n: 1, nInvalid: 2 })
})
