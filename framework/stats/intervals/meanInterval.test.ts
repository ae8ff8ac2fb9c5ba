import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { bootstrapInterval } from './bootstrap.ts'
import { describeIntervals, nameIntervals } from './intervalText.ts'
import { type MeanInterval, meanInterval } from './meanInterval.ts'

test("three values and more have Student's interval by default", () => {
  const { estimate, low, high, n, kind, level } = meanInterval([1, 2, 3])
  // 4.30265 / sqrt(3)
  expect(estimate).toBe(2)
  expect(high - 2).toBeCloseTo(2.4841377, 6)
  expect(2 - low).toBeCloseTo(2.4841377, 6)
  expect({ n, kind, level }).toEqual({ n: 3, kind: 't', level: 0.95 })
})

test('two values have their range, which is called so and claims no level', () => {
  const range = {
    estimate: 2,
    low: 1,
    high: 3,
    n: 2,
    kind: 'range',
    level: null,
    estimator: 'mean',
  }
  expect(meanInterval([3, 1])).toEqual(range)
  expect(meanInterval([1, 3], { interval: 'bca' })).toEqual(range)
})

test('one value has an estimate only; none, a NaN or an infinity have nothing', () => {
  const none = { low: Number.NaN, high: Number.NaN, kind: 'none', level: null, estimator: 'mean' }
  expect(meanInterval([5])).toEqual({ estimate: 5, n: 1, ...none })
  expect(meanInterval([])).toEqual({ estimate: Number.NaN, n: 0, ...none })
  expect(meanInterval([1, Number.NaN, 2])).toEqual({ estimate: Number.NaN, n: 3, ...none })
  expect(meanInterval([1, 2, Number.POSITIVE_INFINITY]).estimate).toBeNaN()
})

test('estimator and interval are choices', () => {
  const skewed = [1, 2, 3, 4, 100]
  expect(meanInterval(skewed, { estimator: 'median' })).toMatchObject({ estimate: 3, kind: 'bca' })
  expect(meanInterval(skewed, { interval: 'range' })).toMatchObject({ low: 1, high: 100 })
  expect(meanInterval(skewed, { interval: 'bootstrap' })).toMatchObject({ kind: 'bootstrap' })
  // Kept are 2, 3, 4; winsorised 2, 2, 3, 4, 4 with variance 1: se = sqrt(4 / 6), t(2) = 4.3027
  const iqm = meanInterval(skewed, { estimator: 'iqm' })
  expect(iqm).toMatchObject({ estimate: 3, kind: 't', level: 0.95 })
  expect(iqm.high - 3).toBeCloseTo(4.30265273 * Math.sqrt(4 / 6), 6)
})

test('the geometric mean has the interval of the logarithms, which is never below zero', () => {
  const values = [0.01, 1, 100]
  const geometric = meanInterval(values, { estimator: 'geometric' })
  const logarithms = meanInterval(values.map(Math.log))
  expect(geometric).toMatchObject({ n: 3, kind: 't', level: 0.95, estimator: 'geometric' })
  expect(geometric.estimate).toBeCloseTo(1, 14)
  expect(geometric.low).toBeCloseTo(Math.exp(logarithms.low), 14)
  expect(Math.log(geometric.high)).toBeCloseTo(logarithms.high, 12)
  expect(geometric.low).toBeGreaterThan(0)
  expect(meanInterval(values).low).toBeLessThan(0)
  expect(meanInterval([1, 4], { estimator: 'geometric' })).toMatchObject({
    low: 1,
    high: 4,
    estimate: 2,
  })
  expect(meanInterval(values, { estimator: 'geometric', interval: 'bca' }).estimate).toBeCloseTo(
    1,
    14,
  )
})

test('values that are not all positive have no geometric mean', () => {
  for (const values of [[1, 2, 0], [1, 2, -3], [0]]) {
    const { estimate, kind } = meanInterval(values, { estimator: 'geometric' })
    expect({ estimate, kind }).toEqual({ estimate: Number.NaN, kind: 'none' })
  }
})

test('values that are all the same are their own interval, to the last digit', () => {
  for (const estimator of ['mean', 'iqm', 'geometric', 'median'] as const) {
    expect(meanInterval([0.1, 0.1, 0.1], { estimator })).toMatchObject({
      estimate: 0.1,
      low: 0.1,
      high: 0.1,
    })
  }
})

test("the default is the mean with Student's interval, also of many values", () => {
  // Deviations from 22 square and sum to 7610; t(4) = 2.7764451.
  const { estimate, low, high } = meanInterval([1, 2, 3, 4, 100])
  expect(estimate).toBe(22)
  const halfWidth = 2.7764451052 * Math.sqrt(7610 / 4 / 5)
  expect(high - 22).toBeCloseTo(halfWidth, 7)
  expect(22 - low).toBeCloseTo(halfWidth, 7)
})

test('the interquartile mean of eight values rests on four, with their winsorised variance', () => {
  // Kept are 4, 5, 7, 8; winsorised 4, 4, 4, 5, 7, 8, 8, 8, whose deviations from 6 square and sum to 26.
  const iqm = meanInterval([1, 2, 4, 5, 7, 8, 20, 50], { estimator: 'iqm' })
  expect(iqm.estimate).toBe(6)
  expect(iqm.high - 6).toBeCloseTo(3.1824463053 * Math.sqrt(26 / (4 * 3)), 7)
})

test.each([
  ['bootstrap', 'percentile'],
  ['bca', 'bca'],
] as const)('the interval %s is that of the bootstrap by %s', (interval, method) => {
  const skewed = [1, 1.1, 1.2, 1.3, 1.5, 1.8, 2.5, 6]
  const resampled = bootstrapInterval(skewed, { method, seed: 3 })
  expect(meanInterval(skewed, { interval, seed: 3 })).toMatchObject(resampled)
})

test('a wider level has a wider interval', () => {
  const [narrow, wide] = [0.5, 0.99].map((level) => meanInterval([1, 2, 4], { level }))
  expect(narrow?.high).toBeLessThan(wide?.low === undefined ? 0 : wide.high)
  expect(wide?.level).toBe(0.99)
})

test('the bootstrap of few values claims no level, that of many does', () => {
  const values = Array.from({ length: 30 }, (_, i) => i)
  expect(meanInterval(values.slice(0, 29), { interval: 'bootstrap' }).level).toBeNull()
  expect(meanInterval(values, { interval: 'bootstrap' }).level).toBe(0.95)
  expect(meanInterval(values.slice(0, 29), { estimator: 'median' }).level).toBeNull()
  expect(meanInterval(values, { estimator: 'median' }).level).toBe(0.95)
})

test.each([0, 1, Number.NaN])('a level of %d is refused', (level) => {
  expect(() => meanInterval([1, 2, 3], { level })).toThrow('a number between 0 and 1')
})

test('the median has no Student interval, and the message says what it has', () => {
  const ask = () => meanInterval([1, 2, 3], { estimator: 'median', interval: 't' })
  expect(ask).toThrow(
    expect.objectContaining({
      code: 'INTERVAL_OPTION_INVALID',
      message: expect.stringContaining('Ask for interval "bca", "bootstrap" or "range"'),
    }),
  )
})

// Bounds are four standard errors of the simulation around what was measured with 100 times as many.
test.each([
  ['normal', (random: Random) => random.normal(), 0, [0.93, 0.97]],
  ['lognormal', (random: Random) => Math.exp(0.5 * random.normal()), Math.exp(0.125), [0.88, 0.95]],
] as const)(
  "Student's interval of %s values holds the mean as often as it claims",
  (_, draw, mean, [least, most]) => {
    for (const n of [3, 5, 10]) {
      const random = new Random(4, `coverage ${n}`)
      let holds = 0
      for (let trial = 0; trial < 2000; trial++) {
        const { low, high } = meanInterval(Array.from({ length: n }, () => draw(random)))
        if (low <= mean && mean <= high) holds++
      }
      expect(holds / 2000).toBeGreaterThan(least)
      expect(holds / 2000).toBeLessThan(most)
    }
  },
)

test('captions say what the intervals are, of how many values, and a level only where it holds', () => {
  const [three, six] = [meanInterval([1, 2, 3]), meanInterval([1, 2, 3, 4, 5, 6])]
  const [two, one] = [meanInterval([1, 2]), meanInterval([1])]
  expect(describeIntervals([three, six, one], 'runs')).toBe(
    "95 % interval of the mean over runs (Student's t, n = 3 to 6)",
  )
  expect(describeIntervals([three, two], 'runs')).toBe(
    "95 % interval of the mean over runs (Student's t, n = 3), the range where n = 2",
  )
  expect(describeIntervals([two], 'runs')).toBe('range over runs (n = 2)')
  const few = meanInterval([1, 2, 3], { interval: 'bootstrap' })
  expect(describeIntervals([few], 'runs')).toBe(
    'interval of the mean over runs (percentile bootstrap, n = 3)',
  )
  const geometric = meanInterval([1, 2, 3], { estimator: 'geometric' })
  expect(describeIntervals([geometric], 'runs')).toBe(
    "95 % interval of the geometric mean over runs (Student's t of the logarithms, n = 3)",
  )
  expect(nameIntervals([one, three])).toBe('95 % interval')
  expect(nameIntervals([few])).toBe('interval')
  expect(nameIntervals([two])).toBe('range (n = 2)')
  expect(nameIntervals([one])).toBe('')
  expect(nameIntervals([three, two])).toBe('95 % interval or range (n = 2)')
  const [iqm, median] = (['iqm', 'median'] as const).map((estimator) =>
    meanInterval([1, 2, 3, 4], { estimator }),
  ) as [MeanInterval, MeanInterval]
  expect(describeIntervals([iqm], 'runs')).toBe(
    "95 % interval of the interquartile mean over runs (Student's t, n = 4)",
  )
  expect(describeIntervals([median], 'runs')).toBe(
    'interval of the median over runs (BCa bootstrap, n = 4)',
  )
  const resampled = meanInterval([1, 2, 3], { estimator: 'geometric', interval: 'bootstrap' })
  expect(describeIntervals([resampled], 'runs')).toBe(
    'interval of the geometric mean over runs (percentile bootstrap, n = 3)',
  )
  expect(describeIntervals([one], 'runs')).toBe('interval over runs (none)')
})

test('an option that there is not names those that there are', () => {
  const wrong = (options: object) => () => meanInterval([1, 2, 3], options)
  expect(wrong({ estimator: 'foo' })).toThrow(
    "The interval's estimator is foo; it takes one of mean, median, iqm, geometric.",
  )
  expect(wrong({ interval: 'foo' })).toThrow(
    "The interval's interval is foo; it takes one of t, bootstrap, bca, range.",
  )
})
