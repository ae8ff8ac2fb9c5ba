import { present } from './numberColumn.ts'

/** The numbers of one of the columns that are stacked, or how many cells it has where it holds none. */
export type StackedPart = Float64Array | number

/**
 * Columns of numbers below each other as one column of a table, whose cells are `null` where the numbers are NaN. They
 * are not copied, but for the rows that are asked for: all histories of ten thousand runs take a tenth of a gigabyte.
 */
export class StackedNumbers implements Iterable<number | null> {
  readonly length: number
  readonly #parts: readonly StackedPart[]
  /** Where each part begins. */
  readonly #starts: Float64Array

  constructor(parts: readonly StackedPart[]) {
    this.#parts = parts
    this.#starts = new Float64Array(parts.length)
    let length = 0
    for (const [at, part] of parts.entries()) {
      this.#starts[at] = length
      length += lengthOf(part)
    }
    this.length = length
  }

  at(row: number): number | null {
    const [value = Number.NaN] = this.numbers(row, row + 1)
    return present(value)
  }

  /** Those of some rows, NaN where there is none. */
  numbers(start: number, end: number): Float64Array {
    const numbers = new Float64Array(Math.max(0, Math.min(end, this.length) - start)).fill(
      Number.NaN,
    )
    for (let at = this.#partOf(start); at < this.#parts.length; at++) {
      const [part, from] = [this.#parts[at] as StackedPart, this.#starts[at] as number]
      if (from >= end) break
      if (typeof part === 'number') continue
      numbers.set(part.subarray(Math.max(0, start - from), end - from), Math.max(0, from - start))
    }
    return numbers
  }

  /** The cells of some rows, by default all. */
  slice(start = 0, end: number = this.length): (number | null)[] {
    return Array.from(this.numbers(start, end), present)
  }

  toArray(): (number | null)[] {
    return this.slice()
  }

  *[Symbol.iterator](): Iterator<number | null> {
    yield* this.slice()
  }

  /** The part that a row is in. */
  #partOf(row: number): number {
    let [low, high] = [0, this.#parts.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#starts[middle] as number) <= row) low = middle + 1
      else high = middle
    }
    return Math.max(0, low - 1)
  }
}

function lengthOf(part: StackedPart): number {
  return typeof part === 'number' ? part : part.length
}
