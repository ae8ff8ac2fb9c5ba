import { expect, test } from 'vitest'
import { usableEvents } from './classScores.ts'
import { predictClasses } from './predictions.ts'

test('an event is taken for the class with the highest score, of equal ones for the first', () => {
  const given = {
    scores: Float64Array.of(0.2, 0.5, 0.3, 0.4, 0.2, 0.4, 0.1, 0.3, 0.6),
    labels: Int32Array.of(1, 2, 2),
    nClasses: 3,
    weights: [1, 2, 3],
  }
  const { confusions, confidence, isRight } = predictClasses(given, usableEvents(given))
  expect(confusions).toEqual([
    [0, 0, 0],
    [0, 1, 0],
    [2, 0, 3],
  ])
  expect([...confidence]).toEqual([0.5, 0.4, 0.6])
  expect([...isRight]).toEqual([1, 0, 1])
})
