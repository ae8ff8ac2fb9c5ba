import type { Scale } from 'chart.js'

/** Pixel of a value, held within the axis: a bar from zero begins at the edge of a log axis. */
export function pixel(scale: Scale, value: number): number {
  return scale.getPixelForValue(Math.min(scale.max, Math.max(scale.min, value)))
}
