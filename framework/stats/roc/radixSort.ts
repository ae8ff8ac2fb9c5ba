/**
 * Sorts of many numbers. A comparison sort of a million takes several times as long, and one with a comparison
 * function ten times.
 */

const DIGIT_BITS = 11
const DIGIT_VALUES = 1 << DIGIT_BITS
const DIGIT_MASK = DIGIT_VALUES - 1
const WORD_BITS = 32
const SIGN = 0x80000000
/** Runs of equal keys that are so short are sorted by insertion. */
const SHORT_RUN = 32

/**
 * The indices of values from the smallest to the largest; equal ones keep their order.
 *
 * @param values none of them NaN; 0 and -0 are equal
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const indices = new Uint32Array(values.length)
  for (let i = 0; i < indices.length; i++) indices[i] = i
  const { high, low } = sortableWords(values)
  const { keys, payload: order } = sortByKey(high, indices)
  forEachRun(keys, (from, to) => {
    if (to - from <= SHORT_RUN) insert(order, from, to, values)
    else order.set(sortByLowWords(order.slice(from, to), low), from)
  })
  return order
}

/**
 * The values from the smallest to the largest.
 *
 * @param values none of them NaN; -0 becomes 0
 */
export function sortedAscending(values: Float64Array): Float64Array {
  const { high, low } = sortableWords(values)
  const { keys, payload } = sortByKey(high, low)
  forEachRun(keys, (from, to) => {
    if (to - from === 2) sortPair(payload, from)
    else payload.subarray(from, to).sort()
  })
  return fromSortableWords(keys, payload)
}

/** Halves of 64-bit integers that are in the order of the values. */
interface SortableWords {
  readonly high: Uint32Array<ArrayBuffer>
  readonly low: Uint32Array<ArrayBuffer>
}

function sortableWords(values: Float64Array): SortableWords {
  const number = new Float64Array(1)
  const words = new Uint32Array(number.buffer)
  const high = new Uint32Array(values.length)
  const low = new Uint32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    // So that -0 becomes 0.
    number[0] = (values[i] as number) + 0
    const top = words[1] as number
    const isNegative = top >= SIGN
    high[i] = isNegative ? ~top : top ^ SIGN
    low[i] = isNegative ? ~(words[0] as number) : (words[0] as number)
  }
  return { high, low }
}

function fromSortableWords(high: Uint32Array, low: Uint32Array): Float64Array {
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

type Words = Uint32Array<ArrayBuffer>

/** A radix sort of keys, digit by digit from the lowest, that takes a word along with each key. */
function sortByKey(keys: Words, payload: Words): { readonly keys: Words; readonly payload: Words } {
  const n = keys.length
  let [from, to] = [
    { keys, payload },
    { keys: new Uint32Array(n), payload: new Uint32Array(n) },
  ]
  for (let shift = 0; shift < WORD_BITS; shift += DIGIT_BITS) {
    const starts = digitStarts(from.keys, shift)
    if (starts === undefined) continue
    moveByDigit(from, to, starts, shift)
    ;[from, to] = [to, from]
  }
  return from
}

interface KeyedWords {
  readonly keys: Words
  readonly payload: Words
}

function moveByDigit(from: KeyedWords, to: KeyedWords, starts: Uint32Array, shift: number): void {
  const { keys, payload } = from
  const { keys: toKeys, payload: toPayload } = to
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number
    const digit = (key >>> shift) & DIGIT_MASK
    const place = starts[digit] as number
    starts[digit] = place + 1
    toKeys[place] = key
    toPayload[place] = payload[i] as number
  }
}

/** Where the keys with each digit begin once sorted by it; undefined where all have the same one. */
function digitStarts(keys: Uint32Array, shift: number): Uint32Array | undefined {
  const starts = new Uint32Array(DIGIT_VALUES)
  for (let i = 0; i < keys.length; i++) {
    const digit = ((keys[i] as number) >>> shift) & DIGIT_MASK
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

/** Visits the ranges of more than one equal key. */
function forEachRun(keys: Uint32Array, visit: (from: number, to: number) => void): void {
  for (let from = 0, to = 0; from < keys.length; from = to) {
    const key = keys[from]
    to = from + 1
    while (to < keys.length && keys[to] === key) to++
    if (to - from > 1) visit(from, to)
  }
}

/** Most runs are pairs: sorting these here spares a call for each. */
function sortPair(words: Uint32Array, from: number): void {
  const [first, second] = [words[from] as number, words[from + 1] as number]
  if (first <= second) return
  words[from] = second
  words[from + 1] = first
}

/** Indices of values that agree in their upper halves, in the order of the lower ones. */
function sortByLowWords(indices: Words, low: Words): Words {
  const keys = new Uint32Array(indices.length)
  let isSorted = true
  for (let i = 0; i < indices.length; i++) {
    keys[i] = low[indices[i] as number] as number
    isSorted &&= i === 0 || (keys[i - 1] as number) <= (keys[i] as number)
  }
  return isSorted ? indices : sortByKey(keys, indices).payload
}

/** Sorts the words of a range by the values that they are indices of. */
function insert(words: Uint32Array, from: number, to: number, values: ArrayLike<number>): void {
  for (let i = from + 1; i < to; i++) {
    const word = words[i] as number
    const value = values[word] as number
    let place = i
    for (; place > from && (values[words[place - 1] as number] as number) > value; place--) {
      words[place] = words[place - 1] as number
    }
    words[place] = word
  }
}
