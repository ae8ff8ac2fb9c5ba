export interface Point {
  readonly x: number
  readonly y: number
}

/** So many points are left out in a row at most, for the sake of time. */
const MOST_LEFT_OUT = 64

/**
 * A line through fewer of its points, which leads past those that are left out at a distance of at most
 * `tolerance`. The ends stay; of a line without length, two points do.
 */
export function simplifyLine(points: readonly Point[], tolerance: number): Point[] {
  const kept = points.slice(0, 1)
  let anchor = 0
  for (let end = 2; end < points.length; end++) {
    const isNear = end - anchor <= MOST_LEFT_OUT && leadsPast(points, { anchor, end }, tolerance)
    if (isNear) continue
    anchor = end - 1
    kept.push(points[anchor] as Point)
  }
  return [...kept, ...points.slice(1).slice(-1)]
}

function leadsPast(
  points: readonly Point[],
  { anchor, end }: { anchor: number; end: number },
  tolerance: number,
): boolean {
  const [from, to] = [points[anchor] as Point, points[end] as Point]
  for (let at = anchor + 1; at < end; at++) {
    if (distance(points[at] as Point, from, to) > tolerance) return false
  }
  return true
}

/** Of a point from a line between two others. */
function distance(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const along = (point.x - from.x) * dx + (point.y - from.y) * dy
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, along / length))
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy)
}
