/** Smallest and largest finite value above `floor`; an empty extent is [Infinity, -Infinity]. */
export function extent(
  values: Iterable<number>,
  floor = Number.NEGATIVE_INFINITY,
): [number, number] {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value) || value <= floor) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return [low, high]
}
