import { expect, test } from 'vitest'
import { isProportional, type Point } from './proportional.ts'

/** Points of blocks: the value of a metric at each value of a parameter. */
const pointsOf = (xs: readonly number[], yOf: (x: number, block: number) => number, nBlocks = 3) =>
  Array.from({ length: nBlocks }, (_, block) =>
    xs.map((x): Point => ({ x, y: yOf(x, block), block: String(block) })),
  ).flat()
/** Each in a block of its own. */
const drawn = (yOf: (x: number) => number) =>
  Array.from({ length: 20 }, (_, i): Point => ({ x: 1 + i, y: yOf(1 + i), block: String(i) }))

test('points at which one of the two is not positive, or not finite, have no part', () => {
  const points = pointsOf([1, 2, 8], (x, block) => (1 + block) * x)
  const more = [
    { x: 16, y: 0 },
    { x: 16, y: -1 },
    { x: 0, y: 16 },
    { x: 16, y: Number.POSITIVE_INFINITY },
    { x: 16, y: Number.NaN },
  ].map((each) => ({ ...each, block: '0' }))
  expect(isProportional([...points, ...more])).toBe(true)
  expect(isProportional([])).toBe(false)
})

test('two values must be five times apart', () => {
  const proportional = (xs: readonly number[]) => isProportional(pointsOf(xs, (x) => 3 * x))
  expect([proportional([1, 5]), proportional([2, 10])]).toEqual([true, true])
  expect([proportional([1, 4.9]), proportional([2, 4])]).toEqual([false, false])
})

test('two steps in blocks decide; a single one leaves it to the power law of all points', () => {
  expect(isProportional(pointsOf([1, 2, 8], (x) => x, 1))).toBe(true)
  // The blocks are of so different size that no power law fits them all.
  const apart = (x: number, block: number) => 1000 ** block * x
  expect(isProportional(pointsOf([1, 8], apart, 2))).toBe(true)
  const [one, other] = [pointsOf([1, 8], apart, 1), { x: 4, y: 5000, block: 'other' }]
  expect(isProportional([...one, other])).toBe(false)
})

test('steps must be within 0.2 of the exponent 1, and within 0.1 on average', () => {
  const withExponents = (...exponents: number[]) =>
    isProportional(pointsOf([1, 8, 64], (x, block) => x ** (exponents[block] as number)))
  expect(withExponents(1.19, 0.85, 1)).toBe(true)
  expect(withExponents(1.25, 0.9, 0.9)).toBe(false)
  expect(withExponents(1.15, 1.15, 1.15)).toBe(false)
  expect(withExponents(0.85, 0.85, 0.85)).toBe(false)
})

test('values that are closer than a quarter make no step of their own', () => {
  // 1 to 1.2 would have an exponent of 0.
  const points = pointsOf([1, 1.2, 4], (x) => (x === 1.2 ? 1 : x))
  expect(isProportional(points)).toBe(true)
  // From 1 on, 1.25 is far enough.
  expect(isProportional(pointsOf([1, 1.25, 4], (x) => (x === 1.25 ? 1 : x)))).toBe(false)
})

test('the order of the points makes no difference', () => {
  const points = pointsOf([8, 1, 2], (x) => 3 * x)
  expect(isProportional(points)).toBe(true)
  expect(isProportional(points.toReversed())).toBe(true)
})

test('without blocks in common the interval of the fitted exponent must be about 1', () => {
  expect(isProportional(drawn((x) => 3 * x))).toBe(true)
  expect(isProportional(drawn((x) => 3 * x ** 1.1))).toBe(true)
  expect(isProportional(drawn((x) => 3 * x ** 1.3))).toBe(false)
  expect(isProportional(drawn((x) => 3 * x ** 0.7))).toBe(false)
})

test('a power law that is not proportional, or has spread, does not count', () => {
  const points = (y: (x: number, block: number) => number) =>
    [1, 2, 3].flatMap((block) => [1, 2, 8].map((x) => ({ x, y: y(x, block), block: `${block}` })))
  expect(isProportional(points((x, block) => block * x))).toBe(true)
  expect(isProportional(points((x) => Math.sqrt(x)))).toBe(false)
  expect(isProportional(points((x) => 1 / x))).toBe(false)
  expect(isProportional(points((x, block) => x ** (0.6 + 0.2 * block)))).toBe(false)
})

test('of two values that are close the metric may double by chance', () => {
  const points = (most: number) =>
    [1, 2, 3].flatMap((block) => [1, most].map((x) => ({ x, y: x, block: `${block}` })))
  expect(isProportional(points(2))).toBe(false)
  expect(isProportional(points(10))).toBe(true)
})

test('without blocks in common the fitted power law decides', () => {
  const drawn = Array.from({ length: 20 }, (_, i) => ({ x: 1 + i, block: `${i}` }))
  expect(isProportional(drawn.map((each) => ({ ...each, y: 3 * each.x })))).toBe(true)
  expect(isProportional(drawn.map((each) => ({ ...each, y: 3 * each.x ** 0.5 })))).toBe(false)
})
