import { expect, test } from 'vitest'
import { axis } from '../../parts/axes/axes.ts'
import { dodge } from './dodge.ts'

const pointsOf = (xs: readonly number[], groups: readonly string[]) =>
  xs.flatMap((x) =>
    groups.map((group, row) => ({
      row,
      run: `run${row}`,
      x,
      y: row,
      group,
      colour: '#000000',
      pointStyle: 'circle' as const,
    })),
  )
const axisOf = (xs: readonly number[]) => axis(xs, 'x', { title: '' })

test('groups that share a value stand side by side, in the same order at each', () => {
  const points = pointsOf([0, 10], ['a', 'b'])
  const { points: moved, isDodged } = dodge(points, axisOf([0, 10]))
  // The axis is 10.8 long.
  expect(moved.map(({ x }) => x)).toEqual(
    [-0.135, 0.135, 9.865, 10.135].map((x) => expect.closeTo(x)),
  )
  expect(moved.map(({ y }) => y)).toEqual(points.map(({ y }) => y))
  expect(isDodged).toBe(true)
})

test('the axis knows the values that they stand beside', () => {
  expect(dodge(pointsOf([10, 0], ['a', 'b']), axisOf([0, 10])).axis.lanesAt).toEqual([0, 10])
})

test('a dozen groups stay within the axis and apart from those of the next value', () => {
  const groups = Array.from({ length: 12 }, (_, i) => `group ${i}`)
  const xs = [0, 1, 2, 100]
  const x = axisOf(xs)
  const moved = dodge(pointsOf(xs, groups), x).points.map((point) => point.x)
  expect(Math.min(...moved)).toBeGreaterThan(x.min)
  expect(Math.max(...moved)).toBeLessThan(x.max)
  expect(Math.max(...moved.slice(0, 12))).toBeLessThan(Math.min(...moved.slice(12, 24)))
})

test('on a log axis they move by factors', () => {
  const x = axisOf([1, 10_000])
  const [first, second] = dodge(pointsOf([1, 10_000], ['a', 'b']), x).points
  expect((first?.x ?? 0) * (second?.x ?? 0)).toBeCloseTo(1)
})

test('points stay where no groups share a value, or values are many', () => {
  const alone = [...pointsOf([1], ['a']), ...pointsOf([2], ['b'])]
  const few = axisOf([1, 2])
  expect(dodge(alone, few)).toEqual({ points: alone, axis: few, isDodged: false })
  const many = pointsOf(
    Array.from({ length: 13 }, (_, i) => i),
    ['a', 'b'],
  )
  const long = axisOf([0, 12])
  expect(dodge(many, long)).toEqual({ points: many, axis: long, isDodged: false })
})
