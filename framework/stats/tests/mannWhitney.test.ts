import { expect, test } from 'vitest'
import { normalCdf } from '../distributions/normal.ts'
import { blockedMannWhitneyTest, mannWhitneyTest, probabilityOfImprovement } from './mannWhitney.ts'

test('three against three, wholly apart, reach 0.10', () => {
  expect(mannWhitneyTest([1, 2, 3], [4, 5, 6])).toEqual({
    u: 0,
    direction: -1,
    pValue: 0.1,
    smallestPValue: 0.1,
    exact: true,
  })
})

test('the exact p-value of a textbook pair of samples (R: wilcox.test)', () => {
  const x = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
  const y = [1.15, 0.88, 0.9, 0.74, 1.21]
  const { u, pValue } = mannWhitneyTest(x, y)
  expect(u).toBe(35)
  expect(pValue).toBeCloseTo(0.2544122544, 9)
})

test('ties are counted exactly, over all ways to split the pooled values', () => {
  // Pooled mid-ranks 1.5 1.5 3.5 3.5; of six splits, those with rank sums 3 and 7 are as far out.
  expect(mannWhitneyTest([1, 1], [2, 2]).pValue).toBeCloseTo(2 / 6, 14)
  expect(mannWhitneyTest([1, 2], [1, 2]).pValue).toBe(1)
})

test('large samples use the normal approximation, close to the exact value', () => {
  const x = Array.from({ length: 20 }, (_, i) => i)
  const exact = mannWhitneyTest(
    x,
    x.map((value) => value + 4.5),
  )
  const larger = mannWhitneyTest(
    [...x, 50],
    x.map((value) => value + 4.5),
  )
  expect(exact.exact).toBe(true)
  expect(larger.exact).toBe(false)
  expect(Math.abs(larger.pValue - exact.pValue)).toBeLessThan(0.05)
  expect(mannWhitneyTest(new Array(30).fill(1), new Array(30).fill(1)).pValue).toBe(1)
})

test('the probability of improvement is the share of pairs that x wins, ties half', () => {
  expect(probabilityOfImprovement([0.1, 0.2], [0.2, 0.3])).toBe(3.5 / 4)
  expect(probabilityOfImprovement([0.1, 0.2], [0.2, 0.3], { lowerIsBetter: false })).toBe(0.5 / 4)
})

test('ranks within blocks are added, and their exact p-value is over all ways to split each block', () => {
  // 100 ways, counted one by one.
  const blocks = [
    { x: [3, 5, 2], y: [1, 2] },
    { x: [8, 9], y: [7, 8.5, 1] },
  ]
  expect(blockedMannWhitneyTest(blocks)).toEqual({
    ...{ u: 5.5 + 5, direction: 1, pValue: expect.closeTo(0.08, 12), smallestPValue: 0.02, exact: true },
  })
  expect(blockedMannWhitneyTest([...blocks, { x: [1, 2], y: [] }]).pValue).toBeCloseTo(0.08, 12)
})

test('of many values in blocks the variances of the blocks are added', () => {
  const x = Array.from({ length: 25 }, (_, i) => i)
  const y = x.map((value) => value + 5.5)
  const [one, two] = [1, 2].map((n) => blockedMannWhitneyTest(Array(n).fill({ x, y })))
  // z is the distance of U from its mean, less one half, in deviations, each of which grows with the blocks.
  const zOf = (n: number) =>
    (n * Math.abs((one?.u ?? 0) - 312.5) - 0.5) / Math.sqrt((n * 625 * 51) / 12)
  expect(one?.pValue).toBeCloseTo(2 * normalCdf(-zOf(1)), 12)
  expect(two?.pValue).toBeCloseTo(2 * normalCdf(-zOf(2)), 12)
})

test('an empty sample or a NaN has no answer', () => {
  expect(mannWhitneyTest([], [1]).pValue).toBeNaN()
  expect(mannWhitneyTest([1, NaN], [1]).pValue).toBeNaN()
  expect(probabilityOfImprovement([], [1])).toBeNaN()
})

test('of many values the p-value is corrected for ties and continuity, as that of SciPy', () => {
  // scipy.stats.mannwhitneyu(x, y, method='asymptotic'). Without continuity correction: 0.1349173.
  const x = Array.from({ length: 25 }, (_, i) => i + 1)
  const y = [
    5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 14, 15, 16, 17, 18, 19, 20, 21, 22, 22, 23, 24, 25, 26, 27,
  ]
  const { u, pValue } = mannWhitneyTest(x, y)
  expect(u).toBe(235.5)
  expect(pValue).toBeCloseTo(0.13746935385977616, 12)
})

test('of many values that are mostly tied the p-value is that of SciPy', () => {
  // scipy.stats.mannwhitneyu, as above. Without the correction for ties: 0.2290.
  const x = [...Array(20).fill(0), ...Array(5).fill(1)]
  const y = [...Array(15).fill(0), ...Array(10).fill(1)]
  expect(mannWhitneyTest(x, y).pValue).toBeCloseTo(0.12969517515349188, 12)
})
