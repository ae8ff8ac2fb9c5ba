import type { FigurePoint } from '../../../plots/figure.ts'

/** Of so many points over each other, more make no difference that is seen. */
const UNSEEN = 0.02
/** More cells than there are in a row of the grid. */
const ROW = 1e6

/**
 * The places of the points that are seen: of those in one cell of a fine grid as many as make it opaque.
 *
 * @param toPixels of a point that is drawn
 * @param cell in pixels
 * @param opacity of a point
 */
export function thinPoints(
  points: readonly FigurePoint[],
  toPixels: (x: number, y: number) => { x: number; y: number },
  cell: number,
  opacity: number,
): number[] {
  const most = opacity >= 1 ? 1 : Math.ceil(Math.log(UNSEEN) / Math.log(1 - opacity))
  const counts = new Map<number, number>()
  return [...points.keys()].filter((at) => {
    const { x, y } = points[at] as FigurePoint
    if (x === null || y === null) return true
    const pixel = toPixels(x, y)
    const key = ROW * Math.round(pixel.y / cell) + Math.round(pixel.x / cell)
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return count <= most
  })
}
