import { expect, test } from 'vitest'
import type { FigurePoint } from '../figure.ts'
import { largestTriangles } from './largestTriangles.ts'

const LINEAR = { type: 'linear' } as const
const LOG = { type: 'logarithmic' } as const
const GAP = { x: null, y: null }
const line = (n: number, y: (x: number) => number): FigurePoint[] =>
  Array.from({ length: n }, (_, x) => ({ x, y: y(x) }))

test('keeps the ends and a spike of one point among thousands', () => {
  const thin = largestTriangles(
    line(5000, (x) => (x === 3333 ? 7 : 1)),
    100,
    LINEAR,
  )
  expect(thin).toHaveLength(100)
  expect([thin[0], thin.at(-1)]).toEqual([
    { x: 0, y: 1 },
    { x: 4999, y: 1 },
  ])
  expect(thin).toContainEqual({ x: 3333, y: 7 })
})

test('on a logarithmic axis small values dip as far as large ones rise', () => {
  // Within one bucket: a dip by a factor of 1000, and a rise to twice the value.
  const dipAndRise = line(1000, (x) => (x === 500 ? 1e-3 : x === 502 ? 2.5 : 1))
  expect(largestTriangles(dipAndRise, 12, LOG)).toContainEqual({ x: 500, y: 1e-3 })
  expect(largestTriangles(dipAndRise, 12, LINEAR)).toContainEqual({ x: 502, y: 2.5 })
})

test('gaps stay, and each line between them keeps its ends', () => {
  const points = [...line(100, () => 1), GAP, ...line(300, () => 2), GAP, { x: 400, y: 3 }]
  const thin = largestTriangles(points, 40, LINEAR)
  expect(thin.length).toBeLessThanOrEqual(43)
  expect(thin.filter(({ x }) => x === null)).toHaveLength(2)
  expect(thin.filter(({ y }) => y === 2).map(({ x }) => x)).toEqual(
    expect.arrayContaining([0, 299]),
  )
  expect(thin.at(-1)).toEqual({ x: 400, y: 3 })
})

test('a line of few points stays as it is', () => {
  const few = line(40, (x) => x)
  expect(largestTriangles(few, 40, LINEAR)).toEqual(few)
})
