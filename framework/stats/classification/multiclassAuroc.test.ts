import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { computeAuroc } from '../roc/auroc.ts'
import { multiclassAuroc } from './multiclassAuroc.ts'

/** Scores of a class with 1 minus them for the other. */
function twoClasses() {
  const random = new Random(5)
  const labels = Array.from({ length: 60 }, () => random.integer(2))
  // Rounded, so that there are ties.
  const ofSecond = labels.map((label) => Math.round(16 * (random.uniform() + label / 2)) / 32)
  const weights = labels.map(() => 1 + random.integer(3))
  const scores = Float64Array.from(ofSecond.flatMap((score) => [1 - score, score]))
  return {
    labels,
    ofSecond,
    weights,
    given: { scores, labels: Int32Array.from(labels), nClasses: 2 },
  }
}

test.each([true, false])(
  'of two classes whose scores mirror each other all areas are that of one curve (weighted: %s)',
  (isWeighted) => {
    const { labels, ofSecond, given, ...drawn } = twoClasses()
    const weights = isWeighted ? drawn.weights : undefined
    const { auroc, se, low, high } = computeAuroc(ofSecond, labels, { positiveLabel: 1, weights })
    const one = {
      auroc: expect.closeTo(auroc as number, 12),
      se: expect.closeTo(se as number, 12),
      low: expect.closeTo(low as number, 12),
      high: expect.closeTo(high as number, 12),
    }
    const areas = multiclassAuroc({ ...given, weights })
    expect(areas).toEqual({
      oneVsRest: [one, one],
      meanOneVsRest: one,
      oneVsOne: [
        [null, one.auroc],
        [one.auroc, null],
      ],
      meanOneVsOne: one,
    })
  },
)

test('the level is that of the intervals', () => {
  const { labels, ofSecond, given } = twoClasses()
  const { low } = computeAuroc(ofSecond, labels, { positiveLabel: 1, level: 0.5 })
  const { meanOneVsOne } = multiclassAuroc(given, { level: 0.5 })
  expect(meanOneVsOne?.low).toBeCloseTo(low as number, 12)
  expect(() => multiclassAuroc(given, { level: 1 })).toThrow('a number between 0 and 1')
})

const THREE = {
  // Ranked by class 0: events 1 and 2 (of classes 1 and 2) below 3 and 0 (of class 0).
  scores: Float64Array.of(0.8, 0.1, 0.1, 0.2, 0.7, 0.1, 0.3, 0.1, 0.6, 0.5, 0.3, 0.2),
  nClasses: 3,
}

test('a class of one event has an area without an interval, as have the means', () => {
  const areas = multiclassAuroc({ ...THREE, labels: Int32Array.of(0, 1, 2, 0) })
  const perfect = { auroc: 1, se: null, low: null, high: null }
  expect(areas.meanOneVsRest).toEqual(perfect)
  expect(areas.meanOneVsOne).toEqual(perfect)
  expect(areas.oneVsRest).toEqual([
    { auroc: 1, se: 0, low: expect.closeTo(0.386, 3), high: 1 },
    perfect,
    perfect,
  ])
})

test('a class without events has no area, and no part in the means', () => {
  const { oneVsRest, oneVsOne, meanOneVsRest, meanOneVsOne } = multiclassAuroc({
    ...THREE,
    labels: Int32Array.of(0, 2, 2, 0),
  })
  expect(oneVsRest[1]).toBeNull()
  expect(oneVsOne).toEqual([
    [null, null, 1],
    [null, null, null],
    // By class 2, of 0.1 and 0.6 against 0.1 and 0.2: a tie, a loss and two wins.
    [0.625, null, null],
  ])
  expect(meanOneVsRest?.auroc).toBeCloseTo((1 + 0.625) / 2, 14)
  expect(meanOneVsOne?.auroc).toBeCloseTo((1 + 0.625) / 2, 14)
})

test('one class alone has no areas', () => {
  expect(multiclassAuroc({ ...THREE, labels: Int32Array.of(1, 1, 1, 1) })).toEqual({
    oneVsRest: [null, null, null],
    meanOneVsRest: null,
    oneVsOne: [
      [null, null, null],
      [null, null, null],
      [null, null, null],
    ],
    meanOneVsOne: null,
  })
})
