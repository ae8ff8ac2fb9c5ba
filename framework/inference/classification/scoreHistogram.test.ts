import { expect, test } from 'vitest'
import { splitScores } from '../../stats/roc/splitScores.ts'
import {
  addHistograms,
  onOneGrid,
  PROBABILITY_BINS,
  scoreHistogram,
  sidesOfScore,
} from './scoreHistogram.ts'

test('scores beyond the edges are counted apart, and the last bin holds its edge', () => {
  const { counts, below, above, edges } = scoreHistogram(
    [-1, 0, 0.019, 0.5, 1, 2],
    PROBABILITY_BINS,
  )
  expect([counts[0], counts[25], counts[49]]).toEqual([2, 1, 1])
  expect([below, above]).toEqual([1, 1])
  expect([edges[0], edges[50]]).toEqual([0, 1])
})

test('weights are summed', () => {
  expect(scoreHistogram([0.5, 0.5], PROBABILITY_BINS, [0.5, 2]).counts[25]).toBe(2.5)
})

test('scores without a range of their own have one that holds all but a hundredth of each side', () => {
  const scores = Float64Array.from({ length: 400 }, (_, i) => i)
  const labels = scores.map((score) => score % 2)
  const { signal, background } = sidesOfScore(splitScores(scores, labels, 1), {
    areProbabilities: false,
  })
  expect(signal.edges).toEqual(background.edges)
  // From 1.99 to 397 in bins of 16.
  expect(signal.edges).toEqual(Array.from({ length: 26 }, (_, i) => 16 * i))
  expect([signal.below, signal.above]).toEqual([0, 0])
})

test('equal scores have bins around them, infinite ones lie beyond', () => {
  const split = splitScores(Float64Array.of(7, 7, Infinity), [1, 0, 0], 1)
  const { signal, background } = sidesOfScore(split, { areProbabilities: false })
  expect(signal.counts).toEqual([1])
  expect([background.counts, background.above]).toEqual([[1], 1])
})

test('histograms of unlike widths are joined in the widest bins', () => {
  const fine = { edges: [1, 1.5, 2, 2.5], counts: [1, 2, 4], below: 0, above: 3 }
  const coarse = { edges: [-2, 0, 2], counts: [8, 16], below: 5, above: 0 }
  const joined = onOneGrid([fine, coarse])
  expect(joined.map(({ edges }) => edges)).toEqual([
    [-2, 0, 2, 4],
    [-2, 0, 2, 4],
  ])
  expect(joined.map(({ counts }) => counts)).toEqual([
    [0, 3, 4],
    [8, 16, 0],
  ])
  expect(addHistograms(joined)).toEqual({
    edges: [-2, 0, 2, 4],
    counts: [8, 19, 4],
    below: 5,
    above: 3,
  })
})

test('what is tiny beside the widest bins still has one', () => {
  const tiny = { edges: [0, 0.5, 1], counts: [1, 2], below: 0, above: 0 }
  const huge = { edges: [-4e300, -2e300, 0], counts: [4, 8], below: 0, above: 0 }
  expect(onOneGrid([tiny, huge]).map(({ counts }) => counts)).toEqual([
    [0, 0, 3],
    [4, 8, 0],
  ])
})
