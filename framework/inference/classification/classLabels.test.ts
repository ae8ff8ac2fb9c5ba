import { expect, test } from 'vitest'
import { classLabels } from './classLabels.ts'

test('labels are indices of classes; NaN and -1 are none', () => {
  const { labels, counts } = classLabels([2, 0, NaN, 2, -1], 'Y')
  expect([...labels]).toEqual([2, 0, -1, 2, -1])
  expect([...counts]).toEqual([
    [0, 1],
    [2, 2],
  ])
})

test.each([0.5, -2, Infinity])('%d is refused with its event and dataset', (label) => {
  expect(() => classLabels([1, label], 'dataset Y_test of a.h5')).toThrow(
    `The label of event 1 in dataset Y_test of a.h5 is ${label}: expected the index of its class`,
  )
})
