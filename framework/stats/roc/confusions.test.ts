import { expect, test } from 'vitest'
import { countConfusions } from './confusions.ts'

test('counts predictions by the true class (as scikit-learn 1.2)', () => {
  const { classes, counts } = countConfusions(
    ['a', 'b', 'b', 'c', 'a', 'c'],
    ['a', 'b', 'c', 'c', 'b', 'a'],
  )
  expect(classes).toEqual(['a', 'b', 'c'])
  expect(counts).toEqual([
    [1, 1, 0],
    [0, 1, 1],
    [1, 0, 1],
  ])
})

test('numbers are classes in the order of their values', () => {
  expect(countConfusions([10, 2], [2n, 2n]).classes).toEqual(['2', '10'])
})

test('classes are the given ones, in their order, and events of others are counted', () => {
  expect(countConfusions([0, 1, 2, 1], [0, 1, 1, 2], [1, 0])).toEqual({
    classes: ['1', '0'],
    counts: [
      [1, 0],
      [0, 1],
    ],
    takenForOther: [1, 0],
    nOther: 1,
    nMissing: 0,
  })
})

test('an event without a true class or a prediction is missing, not of a class', () => {
  const { classes, counts, nMissing } = countConfusions([0, 1, 0, null], [0, null, Number.NaN, 1])
  expect({ classes, counts, nMissing }).toEqual({ classes: ['0'], counts: [[1]], nMissing: 3 })
})

test('refuses another number of predictions than events', () => {
  expect(() => countConfusions([0, 1], [0])).toThrow(
    expect.objectContaining({
      code: 'LENGTH_MISMATCH',
      message: '2 true classes but 1 predictions: pass one for each event.',
    }),
  )
})
