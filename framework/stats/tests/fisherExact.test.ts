import { describe, expect, test } from 'vitest'
import { fisherExactTest, smallestFisherPValue } from './fisherExact.ts'

describe('the p-value', () => {
  test("of Fisher's tea is 34 in 70", () => {
    // The Design of Experiments (1935): 4 cups of each kind, 3 of each told apart. Of the 70 choices of 4 cups
    // 36 have 2 of each, which is likelier.
    expect(fisherExactTest(3, 4, 1, 4)).toBeCloseTo(34 / 70, 13)
  })

  test('counts the tables of both tails that are no more likely', () => {
    // With 9 hits among 10 and 6: C(10, k) C(6, 9 - k) of C(16, 9) = 11440. At most the 270 of k = 8 have
    // k = 3 (120), 8 (270) and 9 (10); scipy.stats.fisher_exact([[8, 2], [1, 5]]) gives 0.034965….
    expect(fisherExactTest(8, 10, 1, 6)).toBeCloseTo(400 / 11440, 13)
  })

  test('is the same for both groups exchanged', () => {
    expect(fisherExactTest(1, 6, 8, 10)).toBeCloseTo(400 / 11440, 13)
  })

  test('of opposite groups counts the opposite table, which is as likely', () => {
    expect(fisherExactTest(0, 5, 5, 5)).toBeCloseTo(2 / 252, 13)
  })

  test('is 1, and not above, where no table is likelier', () => {
    expect(fisherExactTest(2, 4, 2, 4)).toBeCloseTo(1, 13)
    expect(fisherExactTest(2, 4, 2, 4)).toBeLessThanOrEqual(1)
  })

  test.each([
    [0, 0, 1, 3],
    [1, 3, 0, 0],
  ])('is undefined where a group is empty: %i of %i, %i of %i', (hitsA, nA, hitsB, nB) => {
    expect(fisherExactTest(hitsA, nA, hitsB, nB)).toBeNaN()
  })
})

describe('the smallest p-value', () => {
  test('is that of the rarer of the two extreme tables', () => {
    // 2 hits among 2 and 6: both in the first is 1 of 28 choices, both in the second 15.
    expect(smallestFisherPValue(2, 2, 6)).toBeCloseTo(1 / 28, 13)
    expect(smallestFisherPValue(2, 6, 2)).toBeCloseTo(1 / 28, 13)
  })

  test('takes no more hits into a group than it has members', () => {
    // 6 hits among 2 and 6: 0 in the first is 1 of 28 choices, 2 are 15.
    expect(smallestFisherPValue(6, 2, 6)).toBeCloseTo(1 / 28, 13)
    expect(smallestFisherPValue(6, 6, 2)).toBeCloseTo(1 / 28, 13)
  })
})

test.each([
  [Number.NaN, 3, 1, 3],
  [1, 3, Number.NaN, 3],
  [1, Number.NaN, 1, 3],
  [2, 3, 5, 3],
  [-1, 3, 1, 3],
  [0.5, 3, 1, 3],
  [1, Number.POSITIVE_INFINITY, 1, 3],
])(
  'numbers that are not counts have no p-value: %s of %s against %s of %s',
  (hitsA, nA, hitsB, nB) => {
    expect(fisherExactTest(hitsA, nA, hitsB, nB)).toBeNaN()
  },
)
