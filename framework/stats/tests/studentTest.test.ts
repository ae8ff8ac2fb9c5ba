import { expect, test } from 'vitest'
import {
  equivalenceTest,
  estimateMean,
  pairedTTest,
  studentInterval,
  welchTest,
} from './studentTest.ts'

test("Student's own data: ten patients' additional sleep (Biometrika 6, 1908)", () => {
  const additional = [1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4]
  expect(pairedTTest(additional)).toBeCloseTo(0.0028329, 7)
  const { low, high } = studentInterval(estimateMean(additional))
  expect([low, high].map((end) => end.toFixed(4))).toEqual(['0.7001', '2.4599'])
})

test('of two values the interval is that of Cauchy', () => {
  // 12.706 times the half distance
  const { low, high } = studentInterval(estimateMean([1, 3]))
  expect(low).toBeCloseTo(2 - 12.706204736174707, 10)
  expect(high).toBeCloseTo(2 + 12.706204736174707, 10)
})

test('one value, and values that are all the same, have no p-value', () => {
  expect(pairedTTest([2])).toBeNaN()
  expect(pairedTTest([2, 2, 2])).toBeNaN()
  expect(welchTest([1, 1], [2, 2])).toBeNaN()
  expect(studentInterval(estimateMean([2, 2, 2]))).toEqual({ low: 2, high: 2 })
})

test('values that are the same but for the rounding of their mean have no p-value, and no width', () => {
  const constant = (n: number) => new Array<number>(n).fill(0.1)
  for (const n of [2, 3, 5, 6, 10, 12, 50]) {
    expect(pairedTTest(constant(n))).toBeNaN()
    expect(estimateMean(constant(n)).se).toBe(0)
    for (const m of [2, 3, 4, 7, 12]) expect(welchTest(constant(n), constant(m))).toBeNaN()
  }
  expect(pairedTTest([0.3 - 0.2, 0.1, 0.1])).toBeNaN()
  // Small beside the values, and still not rounding.
  expect(pairedTTest([1 + 1e-12, 1, 1 - 1e-12])).toBeLessThan(1e-20)
  expect(pairedTTest([1, Number.NaN, 1])).toBeNaN()
  expect(estimateMean([1, Infinity]).se).toBeNaN()
})

test('the claim of equality holds or falls with the margin', () => {
  const estimate = estimateMean([-0.02, 0.01, 0.03, -0.01, 0.0])
  expect(equivalenceTest(estimate, 0.1)).toBeLessThan(0.001)
  expect(equivalenceTest(estimate, 0.02)).toBeGreaterThan(0.05)
  // At an estimate of the margin itself, one of the two tests has p = 0.5.
  expect(equivalenceTest(estimateMean([0.9, 1.1, 1.0]), 1)).toBeCloseTo(0.5, 12)
})

test.each([1e-300, 1e-200, 1e-100, 1e100, 1e155, 1e300])(
  'values of size %s have the p-values of values of size 1',
  (size) => {
    const of = (values: readonly number[]) => values.map((value) => value * size)
    expect(pairedTTest(of([1, 2, 1.5]))).toBeCloseTo(pairedTTest([1, 2, 1.5]), 12)
    expect(welchTest(of([1, 2, 1.5]), of([3, 4, 5]))).toBeCloseTo(
      welchTest([1, 2, 1.5], [3, 4, 5]),
      12,
    )
    const { low, high } = studentInterval(estimateMean(of([1, 2, 1.5])))
    // 1.5 +- 4.302653 * 0.5 / sqrt(3)
    expect(low / size).toBeCloseTo(0.257931, 6)
    expect(high / size).toBeCloseTo(2.742069, 6)
  },
)

test('two samples for a test of their differences are refused', () => {
  const test = pairedTTest as (...samples: readonly (readonly number[])[]) => number
  expect(() => test([1, 2, 3], [2, 3, 5])).toThrow(/takes the differences of pairs alone/)
})
