/** From here on a logarithmic axis is considered, from there on it is usual. */
const DECADES = { considered: 1, usual: 2 }
/** Of the unevenness on a linear axis: what a logarithmic one must bring within two decades. */
const MUCH_MORE_EVEN = 0.7
/** Beyond two decades, a linear axis must be more even by this to be taken. */
const SLACK = 0.05
/** Largest share of values at or below zero that a note may stand for. */
const MAX_NOT_POSITIVE = 0.1
/** The same where it is only told that they are why an axis is not logarithmic. */
const MAX_IN_THE_WAY = { zeros: 0.9, negative: 0.25 }
/** The spread of so many values is that of all. */
const MAX_SAMPLE = 4000

/**
 * Whether values ask for a logarithmic axis: the positive ones span at least a decade and lie much
 * more evenly on it than on a linear axis; beyond two decades it is enough that they do not lie less
 * evenly. A tenth of the values at most may be zero or negative, which such an axis leaves out.
 */
export function asksForLog(values: readonly number[]): boolean {
  return isLogWith(MAX_NOT_POSITIVE, values)
}

/** Whether values ask for a logarithmic axis but for too many of them that are zero or negative. */
export function isKeptFromLog(values: readonly number[]): boolean {
  const isNegative = values.some((value) => Number.isFinite(value) && value < 0)
  const most = isNegative ? MAX_IN_THE_WAY.negative : MAX_IN_THE_WAY.zeros
  return !asksForLog(values) && isLogWith(most, values)
}

function isLogWith(maxNotPositive: number, values: readonly number[]): boolean {
  const { nPositive, nNotPositive, low, high } = countPositive(values)
  if (nNotPositive > maxNotPositive * (nPositive + nNotPositive)) return false
  const decades = Math.log10(high / low)
  // Less than two decades are not worth leaving values out.
  const isShort = nNotPositive > 0 && decades <= DECADES.usual
  if (!(decades >= DECADES.considered) || isShort) return false
  const sample = sortedSample(values, nPositive)
  const linear = unevenness(sample, (value) => (value - low) / (high - low))
  const log = unevenness(sample, (value) => Math.log10(value / low) / decades)
  return decades > DECADES.usual ? log <= linear + SLACK : log < linear * MUCH_MORE_EVEN
}

/** Mean distance of the values' places on an axis from even spacing, from 0 to 0.5. */
function unevenness(sorted: Float64Array, placeOf: (value: number) => number): number {
  const last = Math.max(1, sorted.length - 1)
  const distances = sorted.map((value, i) => Math.abs(placeOf(value) - i / last))
  return distances.reduce((sum, distance) => sum + distance, 0) / sorted.length
}

/** How many of the finite values are above zero, and their extent, without a copy: there may be millions. */
function countPositive(values: readonly number[]) {
  let [nPositive, nNotPositive, low, high] = [0, 0, Number.POSITIVE_INFINITY, 0]
  for (const value of values) {
    if (!Number.isFinite(value)) continue
    if (value <= 0) {
      nNotPositive++
      continue
    }
    nPositive++
    if (value < low) low = value
    if (value > high) high = value
  }
  return { nPositive, nNotPositive, low, high }
}

/** Of the finite values above zero, evenly spread ones. */
function sortedSample(values: readonly number[], nPositive: number): Float64Array {
  const every = Math.ceil(nPositive / MAX_SAMPLE)
  const sample = new Float64Array(Math.ceil(nPositive / every))
  let seen = 0
  for (const value of values) {
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) continue
    if (seen % every === 0) sample[seen / every] = value
    seen++
  }
  return sample.sort()
}
