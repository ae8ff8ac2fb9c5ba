import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** What looks equal: a difference of colour that this side of black and white does not exceed. */
const COLOUR_TOLERANCE = 0.1
/**
 * How many pixels of a window may differ. Skia rounds edges otherwise on other platforms, a few pixels
 * here and there; what is missing or another colour differs all in one place.
 */
const WINDOW_PX = 16
const MAX_DIFFERENT_PX = 6

/** How two pictures differ. */
export interface PictureDifference {
  readonly reason: string
  /** Both over each other, what differs in red; undefined where their sizes differ. */
  readonly picture?: Uint8Array
}

/** How two PNGs differ to the eye; undefined where they do not. */
export function comparePictures(
  expected: Uint8Array,
  actual: Uint8Array,
): PictureDifference | undefined {
  const a = PNG.sync.read(Buffer.from(expected))
  const b = PNG.sync.read(Buffer.from(actual))
  const { width, height } = a
  if (width !== b.width || height !== b.height) {
    return { reason: `is ${b.width} × ${b.height} pixels instead of ${width} × ${height}` }
  }
  // Else thin lines count as the soft edge of something.
  const options = { threshold: COLOUR_TOLERANCE, includeAA: true }
  const inOneWindow = { ...options, windowSize: WINDOW_PX }
  const most = pixelmatch(a.data, b.data, null, width, height, inOneWindow)
  if (most <= MAX_DIFFERENT_PX) return undefined
  const difference = new PNG({ width, height })
  const all = pixelmatch(a.data, b.data, difference.data, width, height, options)
  return {
    reason: `differs in ${all} pixels, ${most} of them within ${WINDOW_PX} × ${WINDOW_PX}`,
    picture: PNG.sync.write(difference),
  }
}
