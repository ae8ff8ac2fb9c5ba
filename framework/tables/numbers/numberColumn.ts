/**
 * Numbers as a column of a table whose cells are `null` where the numbers are NaN. The numbers are not
 * copied: a list of their cells takes three times the memory, which tells with thousands of histories.
 */
export class NumberColumn implements Iterable<number | null> {
  /** NaN where there is none. */
  readonly values: Float64Array

  constructor(values: Float64Array) {
    this.values = values
  }

  get length(): number {
    return this.values.length
  }

  at(row: number): number | null {
    const value = this.values[row]
    return value === undefined || Number.isNaN(value) ? null : value
  }

  /** The numbers of some rows, NaN where there is none. */
  numbers(start: number, end: number): Float64Array {
    return this.values.subarray(start, end)
  }

  /** The cells of some rows, by default all. */
  slice(start = 0, end: number = this.length): (number | null)[] {
    return Array.from(this.values.subarray(start, end), present)
  }

  toArray(): (number | null)[] {
    return this.slice()
  }

  *[Symbol.iterator](): Iterator<number | null> {
    for (const value of this.values) yield present(value)
  }
}

/** The column of the numbers, which may be NaN where there is none. */
export function numberColumn(values: Float64Array): Float64Array | NumberColumn {
  return values.includes(Number.NaN) ? new NumberColumn(values) : values
}

/** The cell of a number: null for NaN. */
export function present(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
