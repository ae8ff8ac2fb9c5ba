import { expect, test } from 'vitest'
import { estimateDifference, estimateMean } from './studentTest.ts'
import { estimateWithinBlocks, residualsWithinBlocks } from './withinBlocks.ts'

const close = (value: number) => expect.closeTo(value, 12)

test('least squares with HC2 errors and the degrees of freedom of Bell and McCaffrey', () => {
  // By the matrices of their definitions, in NumPy: a column for each block and one for the group.
  const blocks = [
    { a: [1, 2, 4], b: [3, 5] },
    { a: [10, 11], b: [12.5, 13, 17, 12] },
  ]
  expect(estimateWithinBlocks(blocks)).toEqual({
    estimate: close(2.4342105263157907),
    se: close(0.9055996926479709),
    df: close(5.752199522836139),
  })
  expect(residualsWithinBlocks(blocks)).toEqual({ sum: close(24.197368421052634), df: 8 })
})

test('with one value of each group in every block it is the paired t-test', () => {
  const blocks = [1, 3, 2].map((a, at) => ({ a: [a], b: [[2, 5, 2.5][at] as number] }))
  const { estimate, se, df } = estimateMean([1, 2, 0.5])
  expect(estimateWithinBlocks(blocks)).toEqual({
    estimate: close(estimate),
    se: close(se),
    df: close(df),
  })
})

test("the error of a single block is that of Welch's test", () => {
  const [a, b] = [
    [1, 2, 4],
    [3, 5, 9, 9],
  ]
  const { estimate, se } = estimateDifference(a, b)
  expect(estimateWithinBlocks([{ a, b }])).toMatchObject({
    estimate: close(estimate),
    se: close(se),
  })
})

test('what a block adds to both groups changes nothing, and a block without one of them says nothing', () => {
  const blocks = [
    { a: [1, 2], b: [2, 4] },
    { a: [1, 3], b: [3, 3.5] },
  ]
  const moved = blocks.map(({ a, b }, at) => ({
    a: a.map((value) => value + 64 * at),
    b: b.map((value) => value + 64 * at),
  }))
  const { estimate, se, df } = estimateWithinBlocks(blocks)
  const same = { estimate: close(estimate), se: close(se), df: close(df) }
  expect(estimateWithinBlocks(moved)).toEqual(same)
  expect(estimateWithinBlocks([...blocks, { a: [9, 1], b: [] }])).toEqual(same)
})

test('effects that differ between blocks count as error', () => {
  const block = (effect: number) => ({ a: [0, 1], b: [effect, effect + 1] })
  const alike = estimateWithinBlocks([block(2), block(2)])
  const apart = estimateWithinBlocks([block(0), block(4)])
  expect(apart.estimate).toBe(alike.estimate)
  expect(apart.se).toBeGreaterThan(2 * alike.se)
})

test('values of any size have an error', () => {
  for (const size of [2 ** -600, 1, 2 ** 600]) {
    const { se } = estimateWithinBlocks([
      { a: [size, 2 * size], b: [2 * size, 4 * size] },
      { a: [size, 3 * size], b: [3 * size, 3.5 * size] },
    ])
    expect(se / size).toBeCloseTo(0.6823672031978091, 12)
  }
})

test('without a block of both groups there is no estimate, and of one value each no error', () => {
  expect(estimateWithinBlocks([]).estimate).toBeNaN()
  expect(estimateWithinBlocks([{ a: [1], b: [] }]).estimate).toBeNaN()
  expect(estimateWithinBlocks([{ a: [1], b: [2] }])).toMatchObject({ estimate: 1, se: Number.NaN })
})
