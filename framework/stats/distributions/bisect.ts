/**
 * Where a monotonically increasing function reaches a value, within [low, high], to the last bit
 * that halving the range can tell; an end of the range where the value lies beyond it.
 */
export function bisect(
  increasing: (x: number) => number,
  value: number,
  low: number,
  high: number,
): number {
  let [from, to] = [low, high]
  for (;;) {
    const middle = from + (to - from) / 2
    if (middle <= from || middle >= to) return middle
    if (increasing(middle) < value) from = middle
    else to = middle
  }
}
