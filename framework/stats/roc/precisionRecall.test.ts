import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { precisionRecallCurve } from './precisionRecall.ts'

const SCORES = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.05]
const LABELS = [1, 1, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0]

test('gives precision where recall rises, and the average precision (as scikit-learn 1.2)', () => {
  const curve = precisionRecallCurve(SCORES, LABELS, { positiveLabel: 1 })
  expect(curve.recall).toEqual([0.2, 0.4, 0.6, 0.8, 1])
  expect(curve.precision).toEqual([1, 2 / 3, 3 / 4, 2 / 3, 5 / 9])
  expect(curve.averagePrecision).toBeCloseTo(0.7277777777777779, 14)
  expect(curve).toMatchObject({ prevalence: 5 / 12, nPositive: 5, nNegative: 7 })
})

test('gives the interval of the average precision (as from finite differences of scikit-learn 1.9)', () => {
  const { low, high } = precisionRecallCurve(SCORES, LABELS, { positiveLabel: 1 })
  expect([low, high]).toEqual([expect.closeTo(0.3386543, 6), expect.closeTo(0.92718909, 6)])
})

test('scores without information have the prevalence as precision', () => {
  const { averagePrecision } = precisionRecallCurve([1, 1, 1, 1], [1, 0, 0, 0], {
    positiveLabel: 1,
  })
  expect(averagePrecision).toBe(0.25)
})

test('many events are thinned evenly in recall, which changes no average', () => {
  const random = new Random(4)
  const labels = Array.from({ length: 20_000 }, () => (random.uniform() < 0.1 ? 1 : 0))
  const scores = labels.map((label) => random.normal() + label)
  const curve = (maxPoints: number) =>
    precisionRecallCurve(scores, labels, { positiveLabel: 1, maxPoints })
  expect(curve(100).recall.length).toBeLessThanOrEqual(100)
  expect(curve(100).recall.length).toBeGreaterThan(80)
  expect(curve(100).recall.at(-1)).toBe(1)
  expect(curve(100).averagePrecision).toBe(curve(100_000).averagePrecision)
})

test('one class alone has no curve, and a perfect one an interval up to 1 of two events each', () => {
  expect(precisionRecallCurve([1, 2], [1, 1])).toMatchObject({
    recall: [],
    averagePrecision: null,
    prevalence: null,
  })
  const few = precisionRecallCurve([3, 2, 1], [0, 0, 1])
  expect(few).toMatchObject({ averagePrecision: 1, low: null, high: null })
  const perfect = precisionRecallCurve([3, 2, 1, 0], [0, 0, 1, 1])
  expect(perfect).toMatchObject({ averagePrecision: 1, low: expect.closeTo(0.637875, 6), high: 1 })
})

test('one positive event has no interval, and thinning keeps the last point', () => {
  expect(precisionRecallCurve([3, 2, 1], [1, 0, 1])).toMatchObject({
    nPositive: 1,
    averagePrecision: 0.5,
    low: null,
    high: null,
  })
  const { recall, precision } = precisionRecallCurve([5, 4, 3, 2, 1], [1, 1, 1, 1, 0], {
    positiveLabel: 1,
    maxPoints: 3,
  })
  // Half of the recall apart, from the first on; the last one whatever its distance.
  expect(recall).toEqual([0.25, 0.75, 1])
  expect(precision).toEqual([1, 1, 1])
})

test('no negative event has no curve either', () => {
  expect(precisionRecallCurve([1, 2], [0, 0])).toMatchObject({
    ...{ recall: [], precision: [], averagePrecision: null, prevalence: null },
  })
})

test('positives below all negatives count as those above them do', () => {
  const { recall, precision, averagePrecision } = precisionRecallCurve([3, 2, 1], [1, 0, 1], {
    positiveLabel: 1,
  })
  expect([recall, precision]).toEqual([
    [0.5, 1],
    [1, 2 / 3],
  ])
  expect(averagePrecision).toBeCloseTo((1 + 2 / 3) / 2, 14)
})
