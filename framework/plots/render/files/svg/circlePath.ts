import { largest, smallest } from '../../../parts/axes/extent.ts'
import { NUMBER } from './compactPath.ts'
import type { Point } from './simplifyLine.ts'

/** One closed contour of curves, as Skia writes an arc. */
const CONTOUR = /^M([-\d.e]+) ([-\d.e]+)((?:Q[-\d.e ]+)+)Z?$/
/** Fewer pieces may be another round shape. */
const LEAST_PIECES = 8
/** In pixels, by which a point of a circle may miss it. */
const TOLERANCE = 0.01

/**
 * A circle that Skia has written as dozens of curves, as two arcs: a tenth of the text. Undefined for the data
 * of another path.
 *
 * @param decimals of the numbers
 */
export function circlePath(data: string, decimals: number): string | undefined {
  const [, x, y, curves = ''] = CONTOUR.exec(data) ?? []
  if (x === undefined || y === undefined) return undefined
  const numbers = (curves.match(NUMBER) ?? []).map(Number)
  // Of each piece, a point beside the circle and one on it.
  const points: Point[] = [{ x: Number(x), y: Number(y) }]
  for (let at = 2; at < numbers.length; at += 4) {
    points.push({ x: numbers[at] as number, y: numbers[at + 1] as number })
  }
  if (points.length <= LEAST_PIECES) return undefined
  const [left, right] = extent(points.map((point) => point.x))
  const [top, bottom] = extent(points.map((point) => point.y))
  const centre = { x: (left + right) / 2, y: (top + bottom) / 2 }
  const radius = (right - left) / 2
  const isOn = (point: Point) =>
    Math.abs(Math.hypot(point.x - centre.x, point.y - centre.y) - radius) < TOLERANCE
  const [first, last] = [points[0], points.at(-1)]
  const isClosed = first && last && Math.hypot(first.x - last.x, first.y - last.y) < TOLERANCE
  if (!isClosed || !points.every(isOn)) return undefined
  const short = (value: number) => String(Number(value.toFixed(decimals)))
  const half = (way: number) =>
    `${short(radius)} ${short(radius)} 0 1 0 ${short(way * 2 * radius)} 0`
  return `m${short(right)} ${short(centre.y)}a${half(-1)} ${half(1)}z`
}

function extent(values: readonly number[]): [low: number, high: number] {
  return [smallest(values), largest(values)]
}
