/**
 * A sort of many numbers. A comparison sort of a million takes several times as long, and one with a comparison
 * function ten times.
 */

const DIGIT_BITS = 11
const DIGIT_VALUES = 1 << DIGIT_BITS
const DIGIT_MASK = DIGIT_VALUES - 1
const WORD_BITS = 32
const DIGITS = Math.ceil(WORD_BITS / DIGIT_BITS)
const SIGN = 0x80000000
/** Runs of equal upper halves that are so short are sorted by insertion. */
const SHORT_RUN = 32

export interface SortedNumbers {
  /** From the smallest to the largest; -0 has become 0. */
  readonly values: Float64Array
  /** Of each, its index among those given; equal ones keep their order. */
  readonly order: Uint32Array
}

/**
 * Sorts numbers, and says where each of them was.
 *
 * @param values none of them NaN; 0 and -0 are equal
 */
export function sortNumbers(values: Float64Array): SortedNumbers {
  const sorted = sortByHighWord(sortableWords(values))
  sortRuns(sorted)
  return { values: fromSortableWords(sorted), order: sorted.index }
}

/** What belongs to numbers, in their sorted order. */
export function inOrder(values: Float64Array, order: Uint32Array): Float64Array {
  const ordered = new Float64Array(order.length)
  for (let i = 0; i < order.length; i++) ordered[i] = values[order[i] as number] as number
  return ordered
}

type Words = Uint32Array<ArrayBuffer>

/** Halves of 64-bit integers that are in the order of the values, and the values' indices. */
interface SortableWords {
  readonly high: Words
  readonly low: Words
  readonly index: Words
}

function wordsFor(n: number): SortableWords {
  return { high: new Uint32Array(n), low: new Uint32Array(n), index: new Uint32Array(n) }
}

function sortableWords(values: Float64Array): SortableWords {
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  const sortable = wordsFor(values.length)
  const { high, low, index } = sortable
  for (let i = 0; i < values.length; i++) {
    // So that -0 becomes 0.
    number[0] = (values[i] as number) + 0
    const top = words[1] as number
    const isNegative = top >= SIGN
    high[i] = isNegative ? ~top : top ^ SIGN
    low[i] = isNegative ? ~(words[0] as number) : (words[0] as number)
    index[i] = i
  }
  return sortable
}

function fromSortableWords({ high, low }: SortableWords): Float64Array {
  const values = new Float64Array(high.length)
  const words = new Uint32Array(values.buffer)
  for (let i = 0; i < high.length; i++) {
    const top = high[i] as number
    const isNegative = top < SIGN
    words[2 * i + 1] = isNegative ? ~top : top ^ SIGN
    words[2 * i] = isNegative ? ~(low[i] as number) : (low[i] as number)
  }
  return values
}

/** A radix sort, digit by digit from the lowest: what agrees in the upper half keeps its order. */
function sortByHighWord(given: SortableWords): SortableWords {
  let [from, to] = [given, wordsFor(given.high.length)]
  digitStarts(given.high).forEach((starts, digit) => {
    if (starts === undefined) return
    moveByDigit(from, to, starts, digit * DIGIT_BITS)
    ;[from, to] = [to, from]
  })
  return from
}

function moveByDigit(
  from: SortableWords,
  to: SortableWords,
  starts: Uint32Array,
  shift: number,
): void {
  const { high, low, index } = from
  const { high: toHigh, low: toLow, index: toIndex } = to
  for (let i = 0; i < high.length; i++) {
    const key = high[i] as number
    const digit = (key >>> shift) & DIGIT_MASK
    const place = starts[digit] as number
    starts[digit] = place + 1
    toHigh[place] = key
    toLow[place] = low[i] as number
    toIndex[place] = index[i] as number
  }
}

/**
 * By digit, from the lowest: where the keys with each of its values begin once sorted by it; undefined where
 * all have the same one.
 */
function digitStarts(keys: Words): (Uint32Array | undefined)[] {
  const counts = Array.from({ length: DIGITS }, () => new Uint32Array(DIGIT_VALUES))
  const [lowest, middle, highest] = counts as [Uint32Array, Uint32Array, Uint32Array]
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number
    const [first, second, third] = [
      key & DIGIT_MASK,
      (key >>> DIGIT_BITS) & DIGIT_MASK,
      key >>> (2 * DIGIT_BITS),
    ]
    lowest[first] = (lowest[first] as number) + 1
    middle[second] = (middle[second] as number) + 1
    highest[third] = (highest[third] as number) + 1
  }
  return counts.map((starts) => {
    if (starts.includes(keys.length)) return undefined
    let start = 0
    starts.forEach((n, digit) => {
      starts[digit] = start
      start += n
    })
    return starts
  })
}

/** Sorts what agrees in the upper half by the lower one. */
function sortRuns(words: SortableWords): void {
  const { high, low, index } = words
  for (let from = 0, to = 0; from < high.length; from = to) {
    const key = high[from]
    to = from + 1
    while (to < high.length && high[to] === key) to++
    if (isAscending(low, from, to)) continue
    if (to - from <= SHORT_RUN) insert(words, from, to)
    else {
      const lows = low.slice(from, to)
      const sorted = sortByHighWord({ high: lows, low: lows, index: index.slice(from, to) })
      low.set(sorted.high, from)
      index.set(sorted.index, from)
    }
  }
}

function isAscending(words: Words, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++)
    if ((words[i - 1] as number) > (words[i] as number)) return false
  return true
}

function insert({ low, index }: SortableWords, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const [key, payload] = [low[i] as number, index[i] as number]
    let place = i
    for (; place > from && (low[place - 1] as number) > key; place--) {
      low[place] = low[place - 1] as number
      index[place] = index[place - 1] as number
    }
    low[place] = key
    index[place] = payload
  }
}
