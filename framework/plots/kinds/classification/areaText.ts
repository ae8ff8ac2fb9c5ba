import { extent } from '../../parts/axes/extent.ts'

// How the areas under curves, and other shares of 1 such as calibration errors, are written.

/** An area under a curve with its interval, NaN where there is none. */
export interface Area {
  readonly area: number
  readonly low: number
  readonly high: number
}

const DECIMALS = { usual: 3, most: 12 }

/**
 * The decimals of areas that stand beside each other: at least three, and as many as tell each from 0 and 1, from the
 * ends of its interval, and the least area from the greatest.
 */
export function areaDecimals(models: readonly Area[]): number {
  const [least, greatest] = extent(models.map(({ area }) => area))
  const pairs = [
    [least, greatest],
    ...models.flatMap(({ area, low, high }) => [
      ...[area, low, high].flatMap((each) => [
        [each, 0],
        [each, 1],
      ]),
      [area, low],
      [area, high],
    ]),
  ].filter((pair) => pair.every(Number.isFinite)) as [number, number][]
  const alike = (decimals: number) =>
    pairs.filter(([a, b]) => a !== b && a.toFixed(decimals) === b.toFixed(decimals)).length
  // The others differ by rounding errors of the computer.
  const leastAlike = alike(DECIMALS.most)
  let { usual: decimals } = DECIMALS
  while (alike(decimals) > leastAlike) decimals++
  return decimals
}

/** `0.871 (0.864–0.878)`; the interval only where there is one: DeLong's of a perfect curve has no width. */
export function areaText({ area, low, high }: Area, decimals: number): string {
  const interval = low < high ? ` (${low.toFixed(decimals)}–${high.toFixed(decimals)})` : ''
  return `${area.toFixed(decimals)}${interval}`
}

/** From the smallest area to the largest, or the one that all have. */
export function rangeText(models: readonly Area[], decimals: number): string {
  const ends = extent(models.map(({ area }) => area)).map((end) => end.toFixed(decimals))
  return [...new Set(ends)].join('–')
}
