import type { EpochColumns } from '../../runRecord.ts'

/**
 * Histories that share values of as many digits in the same order do so by no chance: four losses, or ten accuracies
 * that are rounded to three.
 */
export const MIN_DIGITS = 25
/** What every float32 can be told by. */
const MAX_DIGITS = 9

/** The logged values of a metric in their order, without the rows in which others stand. */
export function historyOf(metric: string, epochs: EpochColumns): Float32Array<ArrayBuffer> {
  const column = epochs.find(({ name }) => name === metric)
  const values = column?.kind === 'number' ? column.values : new Float64Array()
  return Float32Array.from(values.filter(Number.isFinite))
}

export function fractionsOf(history: Float32Array): Set<number> {
  return new Set(history.filter((value) => !Number.isInteger(value)))
}

/** The significant digits of different values together, as few as tell each from other float32 numbers. */
export function digitsOf(values: ReadonlySet<number>): number {
  let digits = 0
  for (const value of values) {
    let own = 1
    while (own < MAX_DIGITS && Math.fround(Number(value.toPrecision(own))) !== value) own++
    digits += own
    if (digits >= MIN_DIGITS) break
  }
  return digits
}
