import { expect, test } from 'vitest'
import { splitScores } from '../../stats/roc/splitScores.ts'
import { scoreHistogram, sidesOfScore } from './scoreHistogram.ts'

test('scores beyond the edges are counted apart, and the last bin holds its edge', () => {
  const { counts, below, above, edges } = scoreHistogram([-1, 0, 0.019, 0.5, 1, 2], [0, 1])
  expect([counts[0], counts[25], counts[49]]).toEqual([2, 1, 1])
  expect([below, above]).toEqual([1, 1])
  expect([edges[0], edges[50]]).toEqual([0, 1])
})

test('weights are summed', () => {
  expect(scoreHistogram([0.5, 0.5], [0, 1], [0.5, 2]).counts[25]).toBe(2.5)
})

test('scores without a range of their own have one that holds all but a hundredth of each side', () => {
  const scores = Float64Array.from({ length: 400 }, (_, i) => i)
  const labels = scores.map((score) => score % 2)
  const { signal, background } = sidesOfScore(splitScores(scores, labels, 1), false)
  expect(signal.edges).toEqual(background.edges)
  expect(signal.edges[0]).toBeCloseTo(1.99, 1)
  expect([signal.below, signal.above]).toEqual([1, 1])
})
