/** `n` of the indices of so many items, at least two, in even steps, the first and the last among them. */
export function endToEnd(length: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => Math.round((i * (length - 1)) / (n - 1)))
}
