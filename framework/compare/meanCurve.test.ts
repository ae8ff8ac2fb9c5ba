import { expect, test } from 'vitest'
import { meanCurve } from './meanCurve.ts'

const run = (x: readonly number[], y: readonly number[]) => ({
  row: 0,
  epochs: x.map((_, epoch) => epoch),
  x: [...x],
  y: [...y],
})
const means = (curves: Parameters<typeof meanCurve>[0], along: 'time' | 'epoch') => {
  const { x, points } = meanCurve(curves, along)
  return x.map((at, i) => [at, points[i]?.estimate, points[i]?.n])
}

test('at every epoch the interval contains its mean', () => {
  const curves = Array.from({ length: 5 }, (_, i) =>
    run(
      Array.from({ length: 60 }, (_, epoch) => epoch),
      Array.from({ length: 60 }, (_, epoch) => ((i * 7919 + epoch * 104729) % 997) / (epoch + 1)),
    ),
  )
  const { x, points } = meanCurve(curves, 'epoch')
  expect(x).toHaveLength(60)
  expect(points.every(({ estimate, low, high }) => low <= estimate && estimate <= high)).toBe(true)
  expect(points.every(({ kind, n }) => kind === 't' && n === 5)).toBe(true)
})

test('means over time are taken at the same time, not at the same epoch', () => {
  // At 4 s the fast run is at its second epoch, the slow one at its first.
  expect(means([run([2, 4, 6], [10, 6, 2]), run([4, 8], [20, 12])], 'time')).toEqual([
    [2, Number.NaN, 2],
    [4, 13, 2],
    [6, 9, 2],
  ])
})

test('a geometric mean follows lines that are straight on a logarithmic axis', () => {
  const { points } = meanCurve(
    [run([0, 2], [100, 1]), run([0, 1, 2], [1, 10, 100])],
    'time',
    'geometric',
  )
  // Half way from 100 to 1 is 10 there.
  expect(points.map(({ estimate }) => estimate.toPrecision(12))).toEqual(
    ['10', '10', '10'].map((value) => Number(value).toPrecision(12)),
  )
  expect(points.every(({ estimator }) => estimator === 'geometric')).toBe(true)
})

test('a value that is not positive has no place in a geometric mean', () => {
  const curves = [run([0, 1, 2], [1, 0, 1]), run([0, 1, 2], [4, 4, 4])]
  expect(meanCurve(curves, 'epoch', 'geometric').points.map(({ estimate }) => estimate)).toEqual([
    2,
    Number.NaN,
    2,
  ])
  expect(meanCurve(curves, 'epoch').points.map(({ estimate }) => estimate)).toEqual([2.5, 2, 2.5])
})

test('where a run ends, the mean breaks and goes on as that of those that are left', () => {
  const curves = [run([1, 2, 3], [3, 3, 3]), run([1, 2, 3], [5, 5, 5]), run([1, 2], [13, 13])]
  expect(means(curves, 'time')).toEqual([
    [1, 7, 3],
    [2, 7, 3],
    [2, Number.NaN, 0],
    [2, 4, 2],
    [3, 4, 2],
  ])
  expect(means(curves, 'epoch')).toEqual([
    [1, 7, 3],
    [2, 7, 3],
    [2, Number.NaN, 0],
    [3, 4, 2],
  ])
  expect(meanCurve(curves, 'time').fewerFrom).toBe(2)
  expect(meanCurve(curves, 'epoch').fewerFrom).toBe(3)
})

test('one of many runs ends without a break', () => {
  const curves = Array.from({ length: 30 }, (_, i) => run([1, 2].slice(0, i === 0 ? 1 : 2), [1, 1]))
  expect(means(curves, 'time')).toEqual([
    [1, 1, 30],
    [2, 1, 29],
  ])
})

test('a run that skips epochs, or begins later, moves no mean', () => {
  const everyEpoch = run([0, 1, 2, 3, 4], [5, 4, 3, 2, 1])
  const everySecond = run([0, 2, 4], [15, 13, 11])
  const later = run([1, 2, 3, 4], [24, 23, 22, 21])
  expect(means([everyEpoch, everySecond], 'epoch').map(([, mean]) => mean)).toEqual([
    10, 9, 8, 7, 6,
  ])
  expect(means([everyEpoch, later], 'epoch').map(([, mean]) => mean)).toEqual([
    Number.NaN,
    14,
    13,
    12,
    11,
  ])
})

test('the mean ends where only one run, or fewer than half, go on', () => {
  expect(means([run([1, 2], [1, 1]), run([1], [3])], 'epoch')).toEqual([[1, 2, 2]])
  const five = [3, 2, 1, 1, 1].map((n) => run([1, 2, 3].slice(0, n), [1, 1, 1].slice(0, n)))
  expect(means(five, 'epoch')).toEqual([[1, 1, 5]])
})

test('a missing value breaks the mean, and a diverged run ends at its last value', () => {
  const steady = run([1, 2, 3, 4], [1, 1, 1, 1])
  expect(means([steady, run([1, 2, 3, 4], [3, Number.NaN, 3, 3]), steady], 'epoch')).toEqual([
    [1, 5 / 3, 3],
    [2, Number.NaN, 3],
    [3, 5 / 3, 3],
    [4, 5 / 3, 3],
  ])
  const diverged = run([1, 2, 3, 4], [4, 4, Number.POSITIVE_INFINITY, Number.NaN])
  expect(means([steady, steady, diverged], 'epoch').map(([, mean, n]) => [mean, n])).toEqual([
    [2, 3],
    [2, 3],
    [Number.NaN, 0],
    [1, 2],
    [1, 2],
  ])
})

test('between its points a run has no value where its line has a gap', () => {
  const gap = run([1, 3, 5], [1, Number.NaN, 1])
  expect(means([gap, run([1, 2, 4, 5], [1, 1, 1, 1])], 'time').map(([, mean]) => mean)).toEqual([
    1,
    Number.NaN,
    Number.NaN,
    Number.NaN,
    1,
  ])
})

test('many different times make an even grid, on which a gap is not overlooked', () => {
  const times = (offset: number) => Array.from({ length: 400 }, (_, i) => i + offset)
  const whole = run(
    times(0),
    times(0).map(() => 1),
  )
  const holed = run(
    times(0.5),
    times(0.5).map((_, i) => (i === 200 ? Number.NaN : 3)),
  )
  const { x, points } = meanCurve([whole, holed], 'time')
  expect(x.length).toBeLessThanOrEqual(202)
  expect(points.filter(({ kind }) => kind === 'none').length).toBeGreaterThanOrEqual(2)
  expect(points.filter(({ estimate }) => estimate === 2).length).toBeGreaterThan(190)
})

test('runs without a value have no mean', () => {
  expect(meanCurve([run([], []), run([1], [Number.NaN])], 'epoch').points).toEqual([])
})
