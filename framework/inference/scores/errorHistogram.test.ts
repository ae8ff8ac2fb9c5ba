import { expect, test } from 'vitest'
import { errorHistogram } from './errorHistogram.ts'

test('every finite error falls between the edges of its bin', () => {
  const { edges, counts } = errorHistogram([0.101, 0.102, 0.2, 3])
  expect(edges).toHaveLength(counts.length + 1)
  expect(counts.reduce((a, b) => a + b)).toBe(4)
  expect(counts[0]).toBe(2)
  expect(edges[0]).toBeCloseTo(0.1, 12)
  expect(edges[1]).toBeGreaterThan(0.102)
  expect(edges.at(-1)).toBeGreaterThan(3)
})

test('histograms of different errors share their grid', () => {
  const wide = errorHistogram([0.01, 10])
  const narrow = errorHistogram([0.3, 0.5])
  for (const edge of narrow.edges) expect(wide.edges).toContain(edge)
})

test('zeros are counted apart, NaN and infinities not at all', () => {
  expect(errorHistogram([0, NaN, Infinity])).toEqual({ edges: [], counts: [], nZero: 1 })
})

test('weights are summed in the bin of their error, those of zeros apart', () => {
  const { edges, counts, nZero } = errorHistogram([1, 1.01, 2, 0, 0], [0.5, 0.25, 3, 2, 0.5])
  expect(counts.filter((sum) => sum > 0)).toEqual([0.75, 3])
  expect(counts.at(-1)).toBe(3)
  expect(nZero).toBe(2.5)
  expect(edges[0]).toBe(1)
  expect(edges[1]).toBeCloseTo(10 ** 0.02, 12)
})
