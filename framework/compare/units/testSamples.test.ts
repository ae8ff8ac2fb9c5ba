import { expect, test } from 'vitest'
import type { SampledBlock } from './samples.ts'
import { testSamples } from './testSamples.ts'

const close = (value: number) => expect.closeTo(value, 12)

/** A block of values by seed. */
function block(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): SampledBlock {
  const observed = (values: Readonly<Record<string, number>>) =>
    Object.entries(values).map(([seed, value]) => ({ value, seed }))
  return { a: observed(a), b: observed(b), settings: [] }
}

/** The same, of runs without seeds. */
function unseeded(a: readonly number[], b: readonly number[]): SampledBlock {
  const observed = (values: readonly number[]) => values.map((value) => ({ value, seed: null }))
  return { a: observed(a), b: observed(b), settings: [] }
}

function tested(blocks: readonly SampledBlock[], hasDiverged = false) {
  return testSamples(
    { unit: 'run', blocks },
    { scale: 'difference', hasDiverged, seedsResemble: false },
  )
}

const SEEDED = [
  block({ 1: 1, 2: 2 }, { 11: 3 }),
  block({ 1: 5, 2: 6.5 }, { 11: 8, 12: 7 }),
  block({ 1: 2 }, { 11: 4.5, 12: 4 }),
]

test('runs of several blocks are tested within them', () => {
  // Least squares in NumPy: a column for each block and one for the group.
  const own = SEEDED.map(({ a, b }) =>
    unseeded(
      a.map(({ value }) => value),
      b.map(({ value }) => value),
    ),
  )
  const result = tested(own)
  expect(result).toMatchObject({
    ...{ unit: 'run', test: "Student's t within blocks, differences" },
    ...{ nUnits: 10, nUnitsA: 5, nUnitsB: 5, leastUnits: 5, direction: 1 },
    ...{ isConstant: false, isRanked: false, pValue: close(0.0062828497396353305) },
  })
  expect(result.estimate?.estimate).toBeCloseTo(1.8214285714285714, 12)
  expect(result.estimates).toEqual([result.estimate])
})

test('seeds that recur over the blocks of a group are averaged without what blocks add, and the larger p counts', () => {
  // The least squares' blocks and group taken off in NumPy; scipy.stats.ttest_ind(equal_var=False) of the means.
  const result = tested(SEEDED)
  expect(result).toMatchObject({
    ...{ unit: 'seed', test: "Welch's t, differences", nUnits: 4, nUnitsA: 2, nUnitsB: 2 },
    ...{ leastUnits: 2, direction: 1, pValue: close(0.1727952276528676) },
  })
  expect(result.estimate?.estimate).toBeCloseTo(1.6517857142857144, 12)
  expect(result.estimates.map(({ estimate }) => estimate)).toEqual([
    close(1.8214285714285714),
    close(1.6517857142857144),
  ])
  expect(result.exact.pValue).toBeCloseTo(1 / 3, 12)
})

test('seeds that recur in one group alone are averaged too', () => {
  const blocks = [
    block({ 1: 1, 2: 4 }, { 11: 3, 12: 6.1 }),
    block({ 1: 2, 2: 5 }, { 21: 4, 22: 7 }),
  ]
  expect(tested(blocks)).toMatchObject({ unit: 'seed', nUnitsA: 2, nUnitsB: 4 })
})

test('where averaging within seeds gives the smaller p-value, runs count', () => {
  // Noise within seeds, and none between them.
  const blocks = [
    block({ 1: 0, 2: 9, 3: 5 }, { 11: 2, 12: 11.1, 13: 6 }),
    block({ 1: 9, 2: 0, 3: 4 }, { 11: 11, 12: 2, 13: 7 }),
  ]
  const result = tested(blocks)
  expect(result).toMatchObject({ unit: 'run', nUnitsA: 6, leastUnits: 3 })
  expect(result.test).toContain('within blocks')
})

test("one block, or one with finite values of both groups, is Welch's", () => {
  // scipy.stats.ttest_ind([3, 5, 9, 9], [1, 2, 4], equal_var=False)
  const one = unseeded([1, 2, 4], [3, 5, 9, 9])
  expect(tested([one])).toMatchObject({
    test: "Welch's t, differences",
    pValue: close(0.06636617167412895),
  })
  const lost = unseeded([7, 8], [Infinity, Infinity])
  const { estimate } = tested([one], true)
  expect(tested([one, lost], true).estimate).toEqual(estimate)
  expect(tested([lost], true).estimate).toBeUndefined()
})

test('where runs diverged, ranks within blocks decide, of seeds too', () => {
  const blocks = [
    block({ 1: 1, 2: 2, 3: 1.5 }, { 11: 3, 12: Infinity, 13: 2.5 }),
    block({ 1: 5, 2: 6.5, 3: 5.5 }, { 11: 8, 12: 7, 13: 6 }),
  ]
  // Means of doubled, centred ranks: -5, 0, -3 and 4, 4, 0. Of 20 splits 4 are as far out.
  expect(tested(blocks, true)).toMatchObject({
    ...{ unit: 'seed', isRanked: true, direction: 1, nUnitsA: 3, nUnitsB: 3, estimates: [] },
    ...{ test: 'Mann-Whitney, diverged as worst; ratio and interval: finite pairs only' },
    pValue: close(0.2),
  })
  const turned = blocks.map(({ a, b, settings }) => ({ a: b, b: a, settings }))
  expect(tested(turned, true)).toMatchObject({ direction: -1, pValue: close(0.2) })
  const own = blocks.map(({ a, b }) =>
    unseeded(
      a.map(({ value }) => value),
      b.map(({ value }) => value),
    ),
  )
  expect(tested(own, true)).toMatchObject({ unit: 'run', nUnitsA: 6, direction: 1 })
  expect(tested(own, true).test).toContain('Mann-Whitney within blocks')
})

test('groups that are the same throughout count as one unit', () => {
  const blocks = [unseeded([1, 1], [2, 2]), unseeded([3, 3], [5, 5])]
  const constant = tested(blocks)
  expect(constant).toMatchObject({ isConstant: true, leastUnits: 1 })
  expect(constant.pValue).toBeNaN()
  expect(tested([unseeded([1, 1], [2, 3])]).isConstant).toBe(false)
})
