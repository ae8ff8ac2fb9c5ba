import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { calibrate, distributeProbabilities } from './calibration.ts'

const PROBABILITIES = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05]
const LABELS = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0]

test('bins hold equal numbers of events (as scikit-learn 1.2 with quantiles)', () => {
  const { bins } = calibrate(PROBABILITIES, LABELS, { positiveLabel: 1, bins: 4 })
  expect(bins.map(({ observed }) => observed)).toEqual([0, 1 / 3, 2 / 3, 2 / 3])
  const predicted = [0.11666667, 0.4, 0.61666667, 0.83333333]
  bins.forEach((bin, i) => {
    expect(bin.predicted).toBeCloseTo(predicted[i] as number, 8)
  })
  expect(bins.map(({ n }) => n)).toEqual([3, 3, 3, 3])
})

test("observed shares have Wilson's interval", () => {
  const { bins } = calibrate(PROBABILITIES, LABELS, { positiveLabel: 1, bins: 4 })
  expect(bins[1]).toMatchObject({
    low: expect.closeTo(0.061492, 6),
    high: expect.closeTo(0.79234, 6),
  })
})

test('gives the expected calibration error and the Brier score', () => {
  const { ece, brier } = calibrate(PROBABILITIES, LABELS, { positiveLabel: 1, bins: 4 })
  expect(ece).toBeCloseTo(0.1, 14)
  expect(brier).toBeCloseTo(0.19125, 14)
})

/** Mean calibration error of outcomes that are drawn from the probabilities themselves. */
function drawnError(probabilities: readonly number[], weights?: readonly number[]): number {
  const random = new Random(1)
  const draws = Array.from({ length: 1000 }, () => {
    const labels = probabilities.map((p) => (random.uniform() < p ? 1 : 0))
    return calibrate(probabilities, labels, { positiveLabel: 1, bins: 5, weights }).ece as number
  })
  return draws.reduce((sum, ece) => sum + ece, 0) / draws.length
}

test.each([
  ['medium', (i: number) => (i + 0.5) / 200, () => 1],
  ['high', (i: number) => 0.98 + i / 10_000, () => 1],
  ['nearly certain', (i: number) => 0.997 + i / 100_000, () => 1],
  ['weighted', (i: number) => (i + 0.5) / 200, (i: number) => 1 + 9 * (i % 3)],
])('tells the error that %s probabilities have by chance', (_, probabilityOf, weightOf) => {
  const events = Array.from({ length: 200 }, (_, i) => i)
  const [probabilities, weights] = [events.map(probabilityOf), events.map(weightOf)]
  const labels = events.map((i) => i % 2)
  const { eceByChance } = calibrate(probabilities, labels, { positiveLabel: 1, bins: 5, weights })
  const ratio = (eceByChance as number) / drawnError(probabilities, weights)
  expect(Math.abs(ratio - 1)).toBeLessThan(0.08)
})

test('equal probabilities share a bin, and empty bins are left out', () => {
  const { bins } = calibrate([0.2, 0.2, 0.2, 0.2, 0.2, 0.9], [0, 0, 0, 1, 0, 1], {
    positiveLabel: 1,
    bins: 3,
  })
  expect(bins.map(({ n, observed }) => [n, observed])).toEqual([
    [5, 0.2],
    [1, 1],
  ])
})

test('the positive label is 0 by default; NaN and unlabelled events are counted', () => {
  const { bins, ...counts } = calibrate([0.9, Number.NaN, 0.1, 0.5], [0, 0, 1, -1], { bins: 1 })
  expect(bins).toMatchObject([{ observed: 0.5, predicted: 0.5 }])
  expect(counts).toMatchObject({ nPositive: 1, nNegative: 1, nInvalid: 1, nUnlabelled: 1 })
})

test('events of one class are calibrated too: their probabilities should be 0, or 1', () => {
  const { bins, ece, brier } = calibrate([0.7, 0.6], [0, 0], { positiveLabel: 0 })
  expect([ece, brier]).toEqual([expect.closeTo(0.35, 14), expect.closeTo(0.125, 14)])
  expect(bins).toMatchObject([{ observed: 1, high: 1, n: 2 }])
  expect(bins[0]?.low).toBeCloseTo(0.34238, 5)
  expect(calibrate([0.2, 0.2], [1, 1], { positiveLabel: 0 }).ece).toBeCloseTo(0.2, 14)
})

test('without events there are no bins', () => {
  for (const [score, label] of [
    [Number.NaN, 0],
    [0.5, -1],
  ] as const) {
    const expected = { bins: [], ece: null, eceByChance: null, brier: null }
    expect(calibrate([score], [label])).toMatchObject(expected)
  }
})

test('fewer bins of at least five events where these are few', () => {
  const probabilities = Array.from({ length: 13 }, (_, i) => i / 13)
  const { bins } = calibrate(
    probabilities,
    probabilities.map((_, i) => i % 2),
  )
  expect(bins.map(({ n }) => n)).toEqual([7, 6])
})

test('ten bins by default', () => {
  const probabilities = Array.from({ length: 100 }, (_, i) => i / 100)
  const { bins } = calibrate(
    probabilities,
    probabilities.map((_, i) => i % 2),
  )
  expect(bins.map(({ n }) => n)).toEqual(Array(10).fill(10))
})

test('probabilities are counted in 25 ranges, the last of which holds 1', () => {
  const counts = distributeProbabilities([0, 0.039, 0.04, 0.5, 0.99, 1, Number.NaN])
  const expected = Array<number>(25).fill(0)
  expected[0] = 2
  expected[1] = 1
  expected[12] = 1
  expected[24] = 2
  expect(counts).toEqual(expected)
})

test('weighted probabilities are summed by their weights', () => {
  const counts = distributeProbabilities([0.5, 0.51, Number.NaN], [2, 0.5, 7])
  expect(counts[12]).toBe(2.5)
  expect(counts.reduce((sum, n) => sum + n)).toBe(2.5)
})
