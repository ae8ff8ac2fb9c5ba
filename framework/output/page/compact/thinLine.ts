import type { FigurePoint } from '../../../plots/figure.ts'

/** A place in pixels. */
interface Place {
  readonly x: number
  readonly y: number
}

/** Lines are looked at in stretches of so many points: the time of a long one grows faster than its length. */
const STRETCH = 4096

/**
 * The places of the points that a line cannot do without: through those alone it runs nowhere further than the
 * tolerance from the others (Douglas and Peucker, The Canadian Cartographer 10, 1973). Gaps, ends and points
 * beside gaps stay.
 *
 * @param toPixels of a point that is drawn
 * @param tolerance in pixels
 */
export function thinLine(
  points: readonly FigurePoint[],
  toPixels: (x: number, y: number) => Place,
  tolerance: number,
): number[] {
  const isKept = new Uint8Array(points.length)
  const pixels = points.map(({ x, y }) => (x === null || y === null ? null : toPixels(x, y)))
  let start = 0
  for (let at = 0; at <= points.length; at++) {
    if (pixels[at] != null) continue
    if (at < points.length) isKept[at] = 1
    for (let from = start; from < at; from += STRETCH) {
      keepCorners(pixels as Place[], from, Math.min(from + STRETCH, at - 1), tolerance, isKept)
    }
    start = at + 1
  }
  return [...points.keys()].filter((at) => isKept[at] === 1)
}

function keepCorners(
  pixels: readonly Place[],
  first: number,
  last: number,
  tolerance: number,
  isKept: Uint8Array,
): void {
  isKept[first] = 1
  isKept[last] = 1
  const spans = [[first, last] as const]
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    const [from, to] = span
    let [furthest, distance] = [-1, tolerance]
    for (let at = from + 1; at < to; at++) {
      const own = distanceTo(pixels[at] as Place, pixels[from] as Place, pixels[to] as Place)
      // A point without a place on the axis is none to leave out.
      if (!(own <= distance)) [furthest, distance] = [at, own]
    }
    if (furthest < 0) continue
    isKept[furthest] = 1
    spans.push([from, furthest], [furthest, to])
  }
}

/** From a place to the line between two others. */
function distanceTo({ x, y }: Place, from: Place, to: Place): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  const length = dx * dx + dy * dy
  const share = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length
  const within = Math.max(0, Math.min(1, share))
  // Math.hypot takes several times as long.
  return Math.sqrt((x - from.x - within * dx) ** 2 + (y - from.y - within * dy) ** 2)
}
