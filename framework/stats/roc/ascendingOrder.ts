const DIGIT_BITS = 11
const DIGIT_VALUES = 1 << DIGIT_BITS
const DIGIT_MASK = DIGIT_VALUES - 1
const WORD_BITS = 32
const SIGN = 0x80000000

/**
 * The indices of values from the smallest to the largest; equal ones keep their order. A radix sort
 * over the bits: sorting a million indices with a comparison takes ten times as long.
 *
 * @param values none of them NaN; 0 and -0 are equal
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const n = values.length
  const [low, high] = sortableWords(values)
  let order = Uint32Array.from({ length: n }, (_, i) => i)
  let sorted = new Uint32Array(n)
  for (const word of [low, high]) {
    for (let shift = 0; shift < WORD_BITS; shift += DIGIT_BITS) {
      const starts = digitStarts(word, shift)
      // All values have the same digit, as those of float32 have in their lowest bits.
      if (starts === undefined) continue
      for (let i = 0; i < n; i++) {
        const index = order[i] as number
        const digit = ((word[index] as number) >>> shift) & DIGIT_MASK
        const place = starts[digit] as number
        sorted[place] = index
        starts[digit] = place + 1
      }
      ;[order, sorted] = [sorted, order]
    }
  }
  return order
}

/** Low and high halves of integers that are in the order of the values. */
function sortableWords(values: Float64Array): [Uint32Array, Uint32Array] {
  const low = new Uint32Array(values.length)
  const high = new Uint32Array(values.length)
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  values.forEach((value, i) => {
    // So that -0 becomes 0.
    number[0] = value + 0
    const [lowWord, highWord] = [words[0] as number, words[1] as number]
    const isNegative = highWord >= SIGN
    low[i] = isNegative ? ~lowWord : lowWord
    high[i] = isNegative ? ~highWord : highWord ^ SIGN
  })
  return [low, high]
}

/** Where the values with each digit begin once sorted by it; undefined where all have the same one. */
function digitStarts(word: Uint32Array, shift: number): Uint32Array | undefined {
  const starts = new Uint32Array(DIGIT_VALUES)
  for (const bits of word) {
    const digit = (bits >>> shift) & DIGIT_MASK
    starts[digit] = (starts[digit] as number) + 1
  }
  if (starts.includes(word.length)) return undefined
  let start = 0
  starts.forEach((n, digit) => {
    starts[digit] = start
    start += n
  })
  return starts
}
