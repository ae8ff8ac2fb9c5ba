import type { FigureAxis, FigurePoint } from '../figure.ts'

/**
 * The line in at most so many points, with its form and its spikes: of each of even buckets of points
 * the one that spans the largest triangle with the point that was kept before it and the mean of the
 * bucket after it (Steinarsson, Downsampling Time Series for Visual Representation, University of
 * Iceland, 2013). Lines with gaps share the points by their lengths, and gaps stay.
 *
 * @param most points, without gaps; each line between gaps keeps its ends, so that there are at least these
 * @param y triangles are measured as the axis shows them, on a logarithmic one in logarithms
 * @returns some of the points themselves
 */
export function largestTriangles(
  points: readonly FigurePoint[],
  most: number,
  y: Pick<FigureAxis, 'type'>,
): FigurePoint[] {
  if (points.length <= most) return [...points]
  const height = y.type === 'logarithmic' ? Math.log : (value: number) => value
  const kept: FigurePoint[] = []
  let line: DrawnPoint[] = []
  const closeLine = () => {
    kept.push(...thin(line, Math.floor((most * line.length) / points.length), height))
    line = []
  }
  for (const point of points) {
    if (isDrawn(point)) line.push(point)
    else {
      closeLine()
      kept.push(point)
    }
  }
  closeLine()
  return kept
}

interface DrawnPoint {
  readonly x: number
  readonly y: number
}

function isDrawn(point: FigurePoint): point is DrawnPoint {
  return point.x !== null && point.y !== null
}

function thin(
  line: readonly DrawnPoint[],
  most: number,
  height: (value: number) => number,
): DrawnPoint[] {
  const [first, last] = [line[0], line.at(-1)]
  if (line.length <= most || first === undefined || last === undefined) return [...line]
  if (most < 3) return line.length > 1 ? [first, last] : [first]
  const kept = [first]
  const bucketSize = (line.length - 2) / (most - 2)
  const startOf = (bucket: number) => 1 + Math.floor(bucket * bucketSize)
  let before = first
  for (let bucket = 0; bucket < most - 2; bucket++) {
    const [start, end] = [startOf(bucket), startOf(bucket + 1)]
    const after = meanOf(line.slice(end, Math.min(startOf(bucket + 2), line.length)), height)
    let [largest, chosen] = [-1, line[start] as DrawnPoint]
    for (const point of line.slice(start, end)) {
      const area = Math.abs(
        (before.x - after.x) * (height(point.y) - height(before.y)) -
          (before.x - point.x) * (after.height - height(before.y)),
      )
      if (area > largest) [largest, chosen] = [area, point]
    }
    kept.push(chosen)
    before = chosen
  }
  return [...kept, last]
}

function meanOf(points: readonly DrawnPoint[], height: (value: number) => number) {
  let [x, sum] = [0, 0]
  for (const point of points) {
    x += point.x
    sum += height(point.y)
  }
  return { x: x / points.length, height: sum / points.length }
}
