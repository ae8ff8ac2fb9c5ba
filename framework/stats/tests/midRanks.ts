/**
 * Twice the mid-rank of each value, from 2: values that are the same share the mean of their ranks,
 * and twice a mid-rank is a whole number. Infinities rank beyond all numbers.
 */
export function doubledMidRanks(values: readonly number[]): number[] {
  const order = values
    .map((_, i) => i)
    // Not by difference: that of two infinities is NaN.
    .sort((a, b) => Number(at(values, a) > at(values, b)) - Number(at(values, a) < at(values, b)))
  const ranks = new Array<number>(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && at(values, at(order, to)) === at(values, at(order, from))) to++
    for (let i = from; i < to; i++) ranks[at(order, i)] = from + 1 + to
  }
  return ranks
}

const at = (values: readonly number[], index: number) => values[index] as number
