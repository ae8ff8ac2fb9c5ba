import { expect, test } from 'vitest'
import { meritCurve } from './cutMerit.ts'

/** Efficiencies of a model, of 10 000 background events. */
const model = (...background: number[]) => ({
  signal: [0.25, 0.5, 1],
  background,
  nLeft: background.map((share) => share * 10_000),
  nEffective: 10_000,
  nPositive: 1000,
  nNegative: 10_000,
  nInvalid: 0,
  nUnlabelled: 0,
})
const values = (...args: Parameters<typeof meritCurve>) =>
  meritCurve(...args).points.map(({ value }) => value)

test('rejection is one over the background efficiency', () => {
  expect(values([model(0.002, 0.01, 1)], 'rejection')).toEqual([500, 100, 1])
})

test('significance is signal over the root of background', () => {
  expect(values([model(0.0025, 0.01, 1)], 'significance')).toEqual([5, 5, 1])
})

test('has no value where fewer than ten background events are left', () => {
  expect(values([model(0.0009, 0.001, 1)], 'rejection')).toEqual([Number.NaN, 1000, 1])
  expect(values([model(0.0009, 0.001, 1)], 'rejection', { least: 1 })[0]).toBeCloseTo(1111.1, 1)
})

test('the bounds of one model follow from the Wilson interval of its background', () => {
  const [, point] = meritCurve([model(0.002, 0.01, 1)], 'rejection').points
  // Wilson's interval of 100 in 10 000 is 0.00823 to 0.01215.
  expect(point?.low).toBeCloseTo(1 / 0.012147, 1)
  expect(point?.high).toBeCloseTo(1 / 0.008229, 1)
})

test('the bounds of one model follow from the interval of its background, where it has one', () => {
  const known = { low: [0.001, 0.005, 1], high: [0.004, 0.02, 1] }
  const [, point] = meritCurve([{ ...model(0.002, 0.01, 1), ...known }], 'rejection').points
  expect(point).toMatchObject({ value: 100, low: 50, high: 200 })
})

test('the interval of few models that differ widely does not reach below zero', () => {
  const models = [0.002, 0.3, 0.9].map((share) => model(share, share, 1))
  const [point] = meritCurve(models, 'significance').points
  expect(point?.low).toBe(0)
  expect(point?.high).toBeGreaterThan(5)
})

test('of several models it is their mean with its interval, on the fewest events', () => {
  const { points, intervals } = meritCurve(
    [model(0.01, 0.01, 1), model(0.04, 0.04, 1)],
    'rejection',
  )
  expect(points[0]).toEqual({ signal: 0.25, value: 62.5, low: 25, high: 100, nLeft: 100 })
  expect(intervals[0]).toMatchObject({ kind: 'range', n: 2 })
  const geometric = meritCurve([model(0.01, 0.01, 1), model(0.04, 0.04, 1)], 'rejection', {
    estimator: 'geometric',
  })
  expect(geometric.points[0]?.value).toBeCloseTo(50, 12)
})

test('names the best of the cuts that can be trusted', () => {
  expect(meritCurve([model(0.0001, 0.0016, 1)], 'significance').best).toMatchObject({
    signal: 0.5,
    value: 12.5,
  })
  expect(meritCurve([model(0, 0, 0)], 'significance').best).toBeUndefined()
})

test('the best is the highest, wherever it stands', () => {
  expect(meritCurve([model(0.5, 0.01, 1)], 'significance').best).toMatchObject({ signal: 0.5 })
  expect(meritCurve([model(0.002, 0.5, 1)], 'rejection').best).toMatchObject({ value: 500 })
})
