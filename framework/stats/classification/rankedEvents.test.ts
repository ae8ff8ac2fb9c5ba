import { expect, test } from 'vitest'
import { splitScores } from '../roc/splitScores.ts'
import { type ClassScores, usableEvents } from './classScores.ts'
import { rankEvents, splitRanked } from './rankedEvents.ts'

const GIVEN: ClassScores = {
  // The class with index 1 scores 0.7, 0.2, NaN, 0.7 and 0.1.
  scores: Float64Array.of(0.3, 0.7, 0.8, 0.2, 0.5, Number.NaN, 0.3, 0.7, 0.9, 0.1),
  labels: Int32Array.of(1, 0, 1, 0, 1),
  nClasses: 2,
  weights: [1, 2, 3, 4, 5],
}

test('events are ranked by the score of the class, ties in their order', () => {
  const { order, scores, labels, weights } = rankEvents(GIVEN, usableEvents(GIVEN), 1)
  // By the place among the events without the one that is NaN.
  expect([...order]).toEqual([3, 1, 0, 2])
  expect([...scores]).toEqual([0.1, 0.2, 0.7, 0.7])
  expect([...labels]).toEqual([1, 0, 1, 0])
  expect([...(weights ?? [])]).toEqual([5, 2, 1, 4])
})

test.each([
  ['weighted', GIVEN.weights],
  ['of one weight', undefined],
])('ranked events are split as their scores alone are: %s', (_, weights) => {
  const given = { ...GIVEN, weights }
  const column = Array.from(GIVEN.labels, (_, event) => GIVEN.scores[2 * event + 1] as number)
  const { positives, negatives } = splitScores(column, [...GIVEN.labels], 1, weights)
  expect(splitRanked(rankEvents(given, usableEvents(given), 1), 1)).toEqual({
    positives,
    negatives,
    nInvalid: 0,
    nUnlabelled: 0,
  })
})
