/**
 * The quantile of values sorted ascending, interpolated linearly between neighbours (type 7 of
 * Hyndman and Fan, numpy's and R's default); NaN for no values.
 *
 * @param probability within [0, 1]
 */
export function quantile(sorted: ArrayLike<number>, probability: number): number {
  if (sorted.length === 0) return Number.NaN
  const position = probability * (sorted.length - 1)
  const below = Math.floor(position)
  const low = sorted[below] as number
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number
  return low === high ? low : low + (high - low) * (position - below)
}
