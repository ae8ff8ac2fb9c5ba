import { expect, test } from 'vitest'
import { ecdfOf, ecdfPoints, ecdfQuantile, meanEcdf } from './ecdfCurves.ts'

const LINEAR = { type: 'linear', edges: [0, 1, 2, 3] } as const
const LOG = { type: 'logarithmic', edges: [1, 10, 100, 1000] } as const
const curve = (bins: typeof LINEAR | typeof LOG, counts: number[], nBelow?: number) =>
  ecdfOf({ ...bins, edges: [...bins.edges] }, counts, nBelow) as NonNullable<
    ReturnType<typeof ecdfOf>
  >

test('is the share of values up to each edge', () => {
  expect(curve(LINEAR, [1, 2, 1]).shares).toEqual([0, 0.25, 0.75, 1])
})

test('begins with the values below the first bin', () => {
  expect(curve(LINEAR, [1, 0, 1], 2).shares).toEqual([0.5, 0.75, 0.75, 1])
})

test('there is none without values', () => {
  expect(ecdfOf({ type: 'linear', edges: [0, 1] }, [0])).toBeUndefined()
})

test('means are of the shares at each edge', () => {
  const mean = meanEcdf([curve(LINEAR, [4, 0, 0]), curve(LINEAR, [0, 2, 2])])
  expect(mean.shares).toEqual([0, 0.5, 0.75, 1])
})

test('quantiles are interpolated within their bin, on a log axis in logarithms', () => {
  expect(ecdfQuantile(curve(LINEAR, [1, 2, 1]), 0.5)).toBe(1.5)
  expect(ecdfQuantile(curve(LOG, [1, 2, 1]), 0.5)).toBeCloseTo(Math.sqrt(1000), 10)
  expect(ecdfQuantile(curve(LINEAR, [1, 2, 1]), 0)).toBe(0)
  expect(ecdfQuantile(curve(LINEAR, [1, 2, 1]), 1)).toBe(3)
})

test('is drawn where it rises', () => {
  expect(ecdfPoints(curve(LINEAR, [0, 2, 0]))).toEqual([
    { x: 1, y: 0 },
    { x: 2, y: 1 },
  ])
})

test('is drawn without the edges that a straight line passes, and with every bend', () => {
  const edges = Array.from({ length: 101 }, (_, i) => i)
  // Rises evenly up to 50, then a quarter as fast.
  const shares = edges.map((i) => (i === 100 ? 1 : i <= 50 ? i / 64 : 50 / 64 + (i - 50) / 256))
  expect(ecdfPoints({ type: 'linear', edges, shares })).toEqual([
    { x: 0, y: 0 },
    { x: 50, y: 50 / 64 },
    { x: 99, y: 50 / 64 + 49 / 256 },
    { x: 100, y: 1 },
  ])
})

test('is drawn within a thousandth of every share', () => {
  const edges = Array.from({ length: 301 }, (_, i) => i)
  const shares = edges.map((i) => (1 - Math.cos((Math.PI * i) / 300)) / 2)
  const points = ecdfPoints({ type: 'linear', edges, shares })
  expect(points.length).toBeLessThan(50)
  for (const [i, share] of shares.entries()) {
    const next = points.findIndex((point) => Number(point.x) >= i)
    const [low, high] = [points[Math.max(0, next - 1)], points[next]] as [Point, Point]
    const part = high.x > low.x ? (i - low.x) / (high.x - low.x) : 0
    expect(Math.abs(low.y + part * (high.y - low.y) - share)).toBeLessThan(0.001 + 1e-12)
  }
})

interface Point {
  readonly x: number
  readonly y: number
}
