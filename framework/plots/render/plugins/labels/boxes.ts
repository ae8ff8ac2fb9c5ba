/** A rectangle in pixels; `top` is the smaller ordinate. */
export interface Box {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface Point {
  readonly x: number
  readonly y: number
}

export interface Segment {
  readonly from: Point
  readonly to: Point
}

export function boxAround({ x, y }: Point, radius: number): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.left >= outer.left &&
    inner.right <= outer.right &&
    inner.top >= outer.top &&
    inner.bottom <= outer.bottom
  )
}

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

/** The point of a box that is nearest to another point. */
export function nearestIn({ left, right, top, bottom }: Box, { x, y }: Point): Point {
  return {
    x: Math.min(right, Math.max(left, x)),
    y: Math.min(bottom, Math.max(top, y)),
  }
}

/** Whether a segment passes through a box, by the part of it that lies between each pair of sides. */
export function passesThrough({ from, to }: Segment, box: Box): boolean {
  const [enterX, leaveX] = shareBetween(from.x, to.x, box.left, box.right)
  const [enterY, leaveY] = shareBetween(from.y, to.y, box.top, box.bottom)
  return Math.max(enterX, enterY, 0) < Math.min(leaveX, leaveY, 1)
}

/** Which shares of the way from `a` to `b` lie between two limits; none is [Infinity, -Infinity]. */
function shareBetween(a: number, b: number, low: number, high: number): [number, number] {
  if (a === b) {
    return a > low && a < high
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  }
  const [first, second] = [(low - a) / (b - a), (high - a) / (b - a)]
  return first < second ? [first, second] : [second, first]
}

/** Whether two segments cross each other; those that only share an end do not. */
export function cross(a: Segment, b: Segment): boolean {
  return sideOf(a, b.from) * sideOf(a, b.to) < 0 && sideOf(b, a.from) * sideOf(b, a.to) < 0
}

/** On which side of a segment a point lies: positive, negative, or 0 on its line. */
function sideOf({ from, to }: Segment, { x, y }: Point): number {
  return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
}
