import type { PointStyle } from '../../figure.ts'
import { LINE_PX } from '../../theme.ts'

/** A marker as Chart.js draws it. */
export interface Marker {
  readonly pointStyle: Exclude<PointStyle, 'triangleDown'>
  /** Degrees. */
  readonly rotation: number
  /** In pixels. */
  readonly radius: number
  /** Of markers that are lines without an area; zero for the others. */
  readonly strokeWidth: number
}

const STROKED: readonly PointStyle[] = ['cross', 'crossRot', 'star']

/** Chart.js measures markers by the circle around them, in which a triangle looks small. */
const ENLARGEMENT: Readonly<Record<PointStyle, number>> = {
  circle: 1,
  rect: 1.2,
  triangle: 1.3,
  rectRot: 1.2,
  triangleDown: 1.3,
  crossRot: 1.25,
  cross: 1.25,
  star: 1.25,
}

/** Of a marker's radius, so that small ones do not become blots. */
const STROKE_SHARE = 0.4

/** A marker that looks about as large as a circle of the radius. */
export function markerOf(style: PointStyle, radius: number): Marker {
  const size = radius * ENLARGEMENT[style]
  return {
    pointStyle: style === 'triangleDown' ? 'triangle' : style,
    rotation: style === 'triangleDown' ? 180 : 0,
    radius: size,
    strokeWidth: STROKED.includes(style) ? Math.min(LINE_PX.marker, size * STROKE_SHARE) : 0,
  }
}
