import { powerOfTen } from '../../../text/numbers/powerOfTen.ts'
import { extent } from '../../parts/axes/extent.ts'

// How the areas under curves, and other shares of 1 such as calibration errors, are written.

/** An area under a curve with its interval, NaN where there is none. */
export interface CurveArea {
  readonly area: number
  readonly low: number
  readonly high: number
}

const DECIMALS = { usual: 3, most: 6 }
/** What is closer to 0 or 1 differs by rounding errors of the computer. */
const SAME = 1e-12

/**
 * The decimals of areas that stand beside each other: from three to six, as many as tell each from 0 and 1, from the
 * ends of its interval, and the least area from the greatest.
 */
export function areaDecimals(areas: readonly CurveArea[]): number {
  const values = areas.map(({ area }) => area)
  const pairs = [
    extent(values),
    ...areas.flatMap(({ area, low, high }) => [
      [area, low],
      [area, high],
    ]),
  ]
  const nAlike = (decimals: number) =>
    values.filter((area) => write(area, decimals) !== area.toFixed(decimals)).length +
    pairs.filter(([a = 0, b = 0]) => a !== b && write(a, decimals) === write(b, decimals)).length
  // Six decimals tell not all apart.
  const least = nAlike(DECIMALS.most)
  let decimals = DECIMALS.usual
  while (nAlike(decimals) > least) decimals++
  return decimals
}

/** `0.871 (0.864–0.878)`; the interval only where there is one. */
export function areaText({ area, low, high }: CurveArea, decimals: number): string {
  const interval = low < high ? ` (${write(low, decimals)}–${write(high, decimals)})` : ''
  return `${write(area, decimals)}${interval}`
}

/** From the smallest area to the largest, or the one that all have. */
export function rangeText(areas: readonly CurveArea[], decimals: number): string {
  const ends = extent(areas.map(({ area }) => area)).map((end) => write(end, decimals))
  return [...new Set(ends)].join('–')
}

/** What is rounded to neither 0 nor 1 unless it is one of them. */
function write(value: number, decimals: number): string {
  const step = powerOfTen(-decimals)
  const isBetween = value > SAME && value < 1 - SAME
  return (isBetween ? Math.min(1 - step, Math.max(step, value)) : value).toFixed(decimals)
}
