import { expect, test } from 'vitest'
import { Random } from '../../stats/random.ts'
import type { Design } from './design.ts'
import { growTree, predict } from './regressionTree.ts'

const OPTIONS = { nTried: 2, leastRuns: 2 }
const grow = (design: Design, options = OPTIONS, runs = [...design.y.keys()]) =>
  growTree(design, runs, options, new Random(1))
/** What a tree predicts for each level of a factor, others being at their first. */
const predictions = (design: Design, tree: ReturnType<typeof grow>, at = 0) =>
  Array.from({ length: design.factors[at]?.nLevels ?? 0 }, (_, level) =>
    predict(tree, (factor) => (factor === at ? level : 0)),
  )

const STEPS: Design = {
  factors: [{ name: 'a', levels: [0, 0, 1, 1, 2, 2], nLevels: 3, isOrdered: true }],
  y: [1, 1, 1, 1, 9, 9],
}

test('a step is found where it is', () => {
  const tree = grow(STEPS, { nTried: 1, leastRuns: 4 })
  expect(predictions(STEPS, tree)).toEqual([1, 1, 9])
  expect(tree).toMatchObject({ factor: 0, left: { value: 1 }, right: { value: 9 } })
})

test('few runs are not split, and predict their mean', () => {
  expect(grow(STEPS, { nTried: 1, leastRuns: 7 })).toEqual({ value: 22 / 6 })
  expect(grow(STEPS, { nTried: 1, leastRuns: 6 })).toMatchObject({ factor: 0 })
})

test('runs that are all alike are not split', () => {
  expect(grow({ ...STEPS, y: STEPS.y.map(() => 3) })).toEqual({ value: 3 })
})

test('runs may be taken more than once, and others not at all', () => {
  const tree = grow(STEPS, { nTried: 1, leastRuns: 2 }, [0, 4, 4, 4])
  expect(predictions(STEPS, tree)).toEqual([1, 9, 9])
})

test('levels without order are parted by their means', () => {
  const design: Design = {
    factors: [{ name: 'a', levels: [0, 0, 1, 1, 2, 2], nLevels: 3, isOrdered: false }],
    y: [5, 5, 1, 1, 5.5, 5.5],
  }
  // At first the second level alone.
  const tree = grow(design, { nTried: 1, leastRuns: 5 })
  expect(predictions(design, tree)).toEqual([5.25, 1, 5.25])
  const ordered = {
    ...design,
    factors: design.factors.map((each) => ({ ...each, isOrdered: true })),
  }
  expect(predictions(ordered, grow(ordered, { nTried: 1, leastRuns: 5 }))).toEqual([3, 3, 5.5])
})

test('of ordered levels those that runs lack go with the lower ones up to the cut', () => {
  const design: Design = {
    factors: [{ name: 'a', levels: [1, 1, 4, 4], nLevels: 6, isOrdered: true }],
    y: [1, 1, 9, 9],
  }
  expect(predictions(design, grow(design))).toEqual([1, 1, 9, 9, 9, 9])
})

test('the factor that tells more is taken', () => {
  const design: Design = {
    factors: [
      { name: 'weak', levels: [0, 1, 0, 1], nLevels: 2, isOrdered: true },
      { name: 'strong', levels: [0, 0, 1, 1], nLevels: 2, isOrdered: true },
    ],
    y: [0, 1, 8, 9],
  }
  expect(grow(design)).toMatchObject({ factor: 1 })
  expect(predictions(design, grow(design), 1)).toEqual([0, 8])
})
