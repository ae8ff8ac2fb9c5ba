import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { bootstrapInterval } from './bootstrap.ts'

const measured = (n: number) => {
  const random = new Random(11)
  return Array.from({ length: n }, () => 10 + random.normal())
}

test('the same seed gives the same interval, another seed a slightly different one', () => {
  const values = measured(30)
  const one = bootstrapInterval(values, { seed: 1 })
  expect(bootstrapInterval(values, { seed: 1 })).toEqual(one)
  const two = bootstrapInterval(values, { seed: 2 })
  expect(two.low).not.toBe(one.low)
  expect(two.low).toBeCloseTo(one.low, 1)
})

test('the interval does not depend on the order of the values', () => {
  expect(bootstrapInterval(measured(9).toReversed())).toEqual(bootstrapInterval(measured(9)))
})

test('the numbers are the same in every process and version', () => {
  const { low, high } = bootstrapInterval(measured(30))
  expect([low, high]).toMatchInlineSnapshot(`
    [
      9.64620811729552,
      10.311515785686899,
    ]
  `)
})

test('two values resample to three means with weights 1/4, 1/2, 1/4', () => {
  expect(bootstrapInterval([0, 1])).toEqual({ estimate: 0.5, low: 0, high: 1, n: 2 })
  expect(bootstrapInterval([0, 1], { level: 0.4 })).toEqual({
    estimate: 0.5,
    low: 0.5,
    high: 0.5,
    n: 2,
  })
})

test('a normal sample gets about the interval of the normal theory', {
  tags: ['simulation'],
}, () => {
  const sample = measured(400)
  for (const method of ['percentile', 'bca'] as const) {
    const { estimate, low, high } = bootstrapInterval(sample, { method })
    expect((high - low) / 2).toBeCloseTo(1.96 / 20, 1)
    expect(estimate).toBeGreaterThan(low)
    expect(estimate).toBeLessThan(high)
  }
})

test('BCa moves the interval of a skewed sample towards its tail', () => {
  const skewed = [1, 1.1, 1.2, 1.3, 1.5, 1.8, 2.5, 6]
  const plain = bootstrapInterval(skewed)
  const bca = bootstrapInterval(skewed, { method: 'bca' })
  expect(bca.low).toBeGreaterThan(plain.low)
  expect(bca.high).toBeGreaterThan(plain.high)
})

test('the estimate follows the statistic', () => {
  const skewed = [1, 2, 3, 4, 100]
  expect(bootstrapInterval(skewed, { statistic: 'mean' }).estimate).toBe(22)
  expect(bootstrapInterval(skewed, { statistic: 'median' }).estimate).toBe(3)
  expect(bootstrapInterval(skewed, { statistic: 'iqm' }).estimate).toBe(3)
})

test('equal values have an interval of width zero', () => {
  for (const method of ['percentile', 'bca'] as const) {
    expect(bootstrapInterval([2, 2, 2], { method })).toEqual({ estimate: 2, low: 2, high: 2, n: 3 })
  }
})

test('one value has an estimate but no interval, none has neither', () => {
  expect(bootstrapInterval([5])).toEqual({ estimate: 5, low: NaN, high: NaN, n: 1 })
  expect(bootstrapInterval([])).toEqual({ estimate: NaN, low: NaN, high: NaN, n: 0 })
})

test('a value that is not finite is not hidden', () => {
  expect(bootstrapInterval([1, NaN, 2]).estimate).toBeNaN()
  expect(bootstrapInterval([1, Infinity, 2]).high).toBeNaN()
})

test.each([0, 1, Number.NaN, 95])(
  'a level of %d is refused instead of giving no number',
  (level) => {
    expect(() => bootstrapInterval([1, 2, 3], { level })).toThrow('a number between 0 and 1')
  },
)

test('however skewed the values, the ends are numbers in order', { tags: ['simulation'] }, () => {
  const random = new Random(12)
  for (let trial = 0; trial < 300; trial++) {
    const values = Array.from({ length: 2 + random.integer(6) }, () =>
      Math.exp(8 * random.normal()),
    )
    for (const method of ['percentile', 'bca'] as const) {
      for (const level of [0.5, 0.95, 0.9999]) {
        const { low, high } = bootstrapInterval(values, { method, level, resamples: 50 })
        expect(low).toBeLessThanOrEqual(high)
      }
    }
  }
})

test("BCa's interval is that of SciPy, which corrects for bias and acceleration", () => {
  // scipy.stats.bootstrap, method BCa, 400000 resamples. With the bias alone: 1.29 to 3.45.
  const skewed = [1, 1.1, 1.2, 1.3, 1.5, 1.8, 2.5, 6]
  const { low, high } = bootstrapInterval(skewed, { method: 'bca', resamples: 50_000 })
  expect(Math.abs(low - 1.3625)).toBeLessThan(0.03)
  expect(Math.abs(high - 3.92)).toBeLessThan(0.1)
})

test.each([1.5, 0, -3, 2 ** 53, Number.NaN])('%d resamples are refused', (resamples) => {
  expect(() => bootstrapInterval([1, 2, 3], { resamples })).toThrow(
    expect.objectContaining({
      code: 'INTERVAL_OPTION_INVALID',
      message: `The interval's resamples is ${resamples}; it takes a positive whole number.`,
    }),
  )
})

test('resamples that equal the estimate count half for BCa, which leaves symmetric values as they are', () => {
  expect(bootstrapInterval([0, 1], { method: 'bca', level: 0.4 })).toMatchObject({
    low: 0.5,
    high: 0.5,
  })
})

test('where BCa would turn the interval around, it is that of the percentiles', () => {
  // The acceleration is 0.154, so that the correction ends at a quantile of 6.5; that of this level is 7.7.
  const values = Array.from({ length: 20 }, (_, i) => (i === 0 ? 1 : 0))
  const level = 1 - 1e-14
  const bca = bootstrapInterval(values, { method: 'bca', level })
  expect(bca).toEqual(bootstrapInterval(values, { level }))
  expect(bca.low).toBeLessThan(bca.high)
})

test('one resample is an interval without width', () => {
  const { low, high } = bootstrapInterval([1, 2, 4], { resamples: 1 })
  expect(low).toBe(high)
})

test('a statistic or a method that there is not names those that there are', () => {
  const wrong = (options: object) => () => bootstrapInterval([1, 2, 3], options)
  expect(wrong({ statistic: 'foo' })).toThrow('statistic is foo; it takes one of mean, median')
  expect(wrong({ method: 'foo' })).toThrow('method is foo; it takes one of percentile, bca.')
})

test('a geometric mean of values that are not all positive has neither estimate nor interval', () => {
  for (const method of ['percentile', 'bca'] as const) {
    for (const values of [
      [0, 1, 2],
      [-1, 1, 2],
    ]) {
      expect(bootstrapInterval(values, { statistic: 'geometric', method })).toEqual({
        ...{ estimate: Number.NaN, low: Number.NaN, high: Number.NaN },
        n: 3,
      })
    }
  }
})

test("BCa's interval is the same in another unit", () => {
  const values = [0.51, 0.53, 0.49, 0.55, 0.5, 0.52, 0.61, 0.47]
  const percent = values.map((value) => Math.round(100 * value))
  const [one, hundred] = [values, percent].map((each) =>
    bootstrapInterval(each, { method: 'bca', resamples: 20_000 }),
  )
  expect(100 * (one?.low ?? 0)).toBeCloseTo(hundred?.low ?? 0, 9)
  expect(100 * (one?.high ?? 0)).toBeCloseTo(hundred?.high ?? 0, 9)
})
