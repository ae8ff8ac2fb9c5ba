import { expect, test } from 'vitest'
import { meanInterval } from '../../stats/intervals/meanInterval.ts'
import { axis } from './axes/axes.ts'
import {
  cutMeansNotes,
  endsToHold,
  estimatorOn,
  meanKey,
  meanPoint,
  meanSection,
  meanWhisker,
} from './meanMarks.ts'

const log = axis([0.1, 100], 'y', { title: '', scale: 'log' })
const linear = axis([-5, 10], 'y', { title: '' })
const placed = (values: readonly number[]) => ({
  x: 1,
  caps: [0.9, 1.1] as const,
  mean: meanInterval(values),
  colour: '#123456',
})

test('a diamond stands at the mean of several values; a single one is a point already', () => {
  expect(meanPoint(placed([1, 2, 3]), linear)[0]).toMatchObject({
    data: [{ x: 1, y: 2 }],
    pointStyle: 'rectRot',
  })
  expect(meanPoint(placed([2]), linear)).toEqual([])
})

test('a whisker has a cap at each end', () => {
  const { low, high } = meanInterval([1, 2, 3])
  expect(meanWhisker(placed([1, 2, 3]), linear)).toMatchObject([
    {
      points: [
        [1, low],
        [1, high],
      ],
    },
    {
      points: [
        [0.9, low],
        [1.1, low],
      ],
    },
    {
      points: [
        [0.9, high],
        [1.1, high],
      ],
    },
  ])
})

test('one that reaches below a logarithmic axis goes on to its edge, without a cap', () => {
  const marks = meanWhisker(placed([1, 2, 30]), log)
  expect(meanInterval([1, 2, 30]).low).toBeLessThan(0)
  expect(marks).toHaveLength(2)
  expect(marks[0]).toMatchObject({
    points: [
      [1, log.min],
      [1, meanInterval([1, 2, 30]).high],
    ],
  })
})

test('the key names the interval, and is not there where nothing is repeated', () => {
  expect(meanKey([meanInterval([1, 2, 3]), meanInterval([1])])[0]?.text).toBe('mean, 95 % interval')
  expect(meanSection([meanInterval([1])])).toEqual([])
})

test('the middle of a logarithmic axis is the geometric mean', () => {
  expect(estimatorOn(log)).toBe('geometric')
  expect(estimatorOn(linear)).toBe('mean')
})

test('an axis holds the intervals of means, and of those of values that lie beyond it the mean alone', () => {
  const columns = [[1, 2, 3], [1, 2, 3e6], [1]].map((values) => ({
    values,
    mean: meanInterval(values),
  }))
  const { low, high } = meanInterval([1, 2, 3])
  expect(endsToHold(columns, linear)).toEqual([low, high, 1_000_001])
})

test('means and intervals that leave the axis are reported', () => {
  const named = (of: string, values: number[]) => ({ of, mean: meanInterval(values) })
  const means = [named('a', [1, 2, 3]), named('b', [1, 2, 3e6]), named('c', [9e6])]
  expect(cutMeansNotes(means, linear)).toEqual([
    'Beyond the vertical axis: the mean of b (1×10⁶).',
    'Intervals that reach beyond the axis are cut off at its edge.',
  ])
  expect(cutMeansNotes(means.slice(0, 1), linear)).toEqual([])
})
