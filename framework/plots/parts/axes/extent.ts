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

/** The largest value, -Infinity of none: `Math.max(...values)` of 100 000 runs overflows the stack. */
export function largest(values: Iterable<number>): number {
  let found = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (Number.isNaN(value)) return value
    if (value > found) found = value
  }
  return found
}

/** The smallest value, Infinity of none. */
export function smallest(values: Iterable<number>): number {
  return -largest(Array.from(values, (value) => -value))
}
