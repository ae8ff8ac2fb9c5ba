import { expect, test } from 'vitest'
import { resemblancePValue, resemble, resembleTogether, seedClusters } from './seedClusters.ts'
import type { PairUnit } from './units.ts'

/** Pairs of seeds `a`, `b`, …, whose differences are given by seed. */
const pairsOf = (bySeed: readonly (readonly number[])[]): PairUnit[] =>
  bySeed.flatMap((differences, at) =>
    differences.map((difference) => ({
      ...{ difference, isFinite: Number.isFinite(difference), size: 1, settings: [] },
      seed: String.fromCharCode(97 + at),
    })),
  )

test('values are grouped by the seed of their pairs, where seeds recur', () => {
  const pairs = pairsOf([[1, 2], [3], [4, 5]])
  const clusters = seedClusters(pairs, [10, 20, 30, 40, 50])
  expect(clusters).toEqual([[10, 20], [30], [40, 50]])
  expect(seedClusters(pairsOf([[1], [2], [3]]), [1, 2, 3])).toBeUndefined()
  expect(seedClusters(pairsOf([[1, 2, 3]]), [1, 2, 3])).toBeUndefined()
  expect(seedClusters(pairsOf([[1, 2], [3]]), [1, 2, 3])).toEqual([[1, 2], [3]])
})

test('values resemble each other where clusters are further apart than what is in them', () => {
  expect(
    resemble([
      [1, 1.1],
      [2, 2.1],
    ]),
  ).toBe(true)
  expect(
    resemble([
      [1, 2],
      [1.1, 2.1],
    ]),
  ).toBe(false)
  // Mean squares of 0.5 both.
  expect(
    resemble([
      [0, 1],
      [Math.SQRT1_2, 1 + Math.SQRT1_2],
    ]),
  ).toBe(false)
})

test('the p-value is that of the F test between seeds, of finite pairs', () => {
  // scipy.stats.f_oneway([0.1, 0.2], [0.5, 0.7]): F = 16.2
  const pairs = pairsOf([
    [0.1, 0.2],
    [0.5, 0.7],
  ])
  expect(resemblancePValue(pairs)).toBeCloseTo(0.05654, 4)
  expect(resemblancePValue([...pairs, ...pairsOf([[Infinity]])])).toBe(resemblancePValue(pairs))
  expect(resemblancePValue(pairsOf([[1], [2], [3]]))).toBeNaN()
})

test('over a table the shares of each comparison count the same, whatever its scale', () => {
  // Between 1, within 0.005 of themselves.
  const alike = pairsOf([
    [0, 0.1],
    [1, 1.1],
  ])
  const apart = pairsOf([
    [0, 1000],
    [100, 1100],
  ])
  expect(resembleTogether([alike])).toBe(true)
  expect(resembleTogether([apart])).toBe(false)
  // Shares of 0.995 and 0.02 between seeds: a little more than half in all.
  expect(resembleTogether([alike, apart])).toBe(true)
  expect(resembleTogether([alike, apart, apart])).toBe(false)
})

test('comparisons without recurring seeds, or whose pairs are all alike, decide nothing', () => {
  const alike = pairsOf([
    [0, 0.1],
    [1, 1.1],
  ])
  const single = pairsOf([[0], [5], [9]])
  const constant = pairsOf([
    [1, 1],
    [1, 1],
  ])
  expect(resembleTogether([single, constant])).toBe(false)
  expect(resembleTogether([alike, single, constant])).toBe(true)
  expect(
    resembleTogether([
      pairsOf([
        [0, 0.1],
        [1, 1.1, Infinity],
      ]),
    ]),
  ).toBe(true)
})
