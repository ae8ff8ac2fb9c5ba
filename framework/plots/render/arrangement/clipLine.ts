import type { FigurePoint } from '../../figure.ts'

/** A point of a clipped line; `source` is its place in the line as it was, if it was there. */
export interface ClippedPoint extends FigurePoint {
  readonly source?: number
  /** The place in the line as it was of the point that the line leads to here. */
  readonly towards: number
}

type Point = readonly [x: number, y: number]

const gap = (towards: number): ClippedPoint => ({ x: null, y: null, towards })

/**
 * The parts of a line within the unit square: a line that leaves it ends at its edge, and goes on where
 * it comes back (Liang and Barsky, 1984). Gaps stay gaps.
 */
export function clipLine(points: readonly FigurePoint[]): ClippedPoint[] {
  const clipped: ClippedPoint[] = []
  const add = (point: ClippedPoint) => {
    const isTwice = point.source !== undefined && clipped.at(-1)?.source === point.source
    if (!isTwice) clipped.push(point)
  }
  points.forEach((point, i) => {
    const [from, to] = [pointOf(points[i - 1]), pointOf(point)]
    if (to === undefined) {
      clipped.push(gap(i))
    } else if (from === undefined) {
      clipped.push(isWithin(to) ? { ...point, source: i, towards: i } : gap(i))
    } else {
      const [enters, leaves] = insideShares(from, to)
      if (enters > leaves) return
      const at = (share: number) => ({ ...along(from, to, share), towards: i })
      if (enters > 0) clipped.push(gap(i), at(enters))
      add(leaves === 1 ? { ...point, source: i, towards: i } : at(leaves))
    }
  })
  return clipped
}

function pointOf(point: FigurePoint | undefined): Point | undefined {
  return point === undefined || point.x === null || point.y === null
    ? undefined
    : [point.x, point.y]
}

function isWithin([x, y]: Point): boolean {
  return x >= 0 && x <= 1 && y >= 0 && y <= 1
}

/** From which to which share of a segment it lies within the unit square; the first is greater where none does. */
function insideShares([x0, y0]: Point, [x1, y1]: Point): [number, number] {
  let [enters, leaves] = [0, 1]
  for (const [from, step] of [
    [x0, x1 - x0],
    [y0, y1 - y0],
  ] as const) {
    if (step === 0) {
      if (from < 0 || from > 1) return [1, 0]
      continue
    }
    const [near, far] =
      step > 0 ? [-from / step, (1 - from) / step] : [(1 - from) / step, -from / step]
    enters = Math.max(enters, near)
    leaves = Math.min(leaves, far)
  }
  return [enters, leaves]
}

function along([x0, y0]: Point, [x1, y1]: Point, share: number): FigurePoint {
  return { x: x0 + (x1 - x0) * share, y: y0 + (y1 - y0) * share }
}
