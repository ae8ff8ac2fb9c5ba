const DIGIT_BITS = 11
const DIGIT_VALUES = 1 << DIGIT_BITS
const DIGIT_MASK = DIGIT_VALUES - 1
const WORD_BITS = 32
const SIGN = 0x80000000

/**
 * The indices of values from the smallest to the largest; equal ones keep their order. A radix sort over
 * the upper half of the bits, then a comparison of those that agree in it: to compare all of a million
 * takes ten times as long.
 *
 * @param values none of them NaN; 0 and -0 are equal
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const n = values.length
  let keys = sortableHighWords(values)
  let order = Uint32Array.from({ length: n }, (_, i) => i)
  let otherKeys = new Uint32Array(n)
  let otherOrder = new Uint32Array(n)
  for (let shift = 0; shift < WORD_BITS; shift += DIGIT_BITS) {
    const starts = digitStarts(keys, shift)
    if (starts === undefined) continue
    for (let i = 0; i < n; i++) {
      const key = keys[i] as number
      const digit = (key >>> shift) & DIGIT_MASK
      const place = starts[digit] as number
      starts[digit] = place + 1
      otherKeys[place] = key
      otherOrder[place] = order[i] as number
    }
    ;[keys, otherKeys] = [otherKeys, keys]
    ;[order, otherOrder] = [otherOrder, order]
  }
  sortRuns(order, keys, values)
  return order
}

/** Upper halves of integers that are in the order of the values. */
function sortableHighWords(values: Float64Array): Uint32Array<ArrayBuffer> {
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  const keys = new Uint32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    // So that -0 becomes 0.
    number[0] = (values[i] as number) + 0
    const high = words[1] as number
    keys[i] = high >= SIGN ? ~high : high ^ SIGN
  }
  return keys
}

/** Where the keys with each digit begin once sorted by it; undefined where all have the same one. */
function digitStarts(keys: Uint32Array, shift: number): Uint32Array | undefined {
  const starts = new Uint32Array(DIGIT_VALUES)
  for (const key of keys) {
    const digit = (key >>> shift) & DIGIT_MASK
    starts[digit] = (starts[digit] as number) + 1
  }
  if (starts.includes(keys.length)) return undefined
  let start = 0
  starts.forEach((n, digit) => {
    starts[digit] = start
    start += n
  })
  return starts
}

/** Sorts those that have the same key by their values. */
function sortRuns(order: Uint32Array, keys: Uint32Array, values: Float64Array): void {
  const valueAt = (i: number) => values[order[i] as number] as number
  for (let from = 0, to = 0; from < order.length; from = to) {
    const key = keys[from]
    let isSorted = true
    for (to = from + 1; to < order.length && keys[to] === key; to++) {
      isSorted &&= valueAt(to - 1) <= valueAt(to)
    }
    if (isSorted) continue
    order.subarray(from, to).sort((a, b) => (values[a] as number) - (values[b] as number))
  }
}
