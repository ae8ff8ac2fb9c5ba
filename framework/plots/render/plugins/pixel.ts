import type { Scale } from 'chart.js'

/** Pixel of a value, held within the axis: a bar from zero begins at the edge of a log axis. */
export function pixel(scale: Scale, value: number): number {
  return scale.getPixelForValue(Math.min(scale.max, Math.max(scale.min, value)))
}

/** So that what ends beyond an axis is clipped there, without a border or cap along its edge. */
const OUTSIDE_PX = 10

/** Pixel of a value, or one just outside for values beyond the axis. */
export function pixelOrOutside(scale: Scale, value: number): number {
  const at = pixel(scale, value)
  if (value >= scale.min && value <= scale.max) return at
  const other = scale.getPixelForValue(value > scale.max ? scale.min : scale.max)
  return at + Math.sign(at - other) * OUTSIDE_PX
}
