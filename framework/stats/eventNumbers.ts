/**
 * A score or label as a number. Null, undefined and text are none, also text that reads like a number: what stands in a
 * cell of a table or comes from JSON would otherwise count as a score, and what is missing as 0.
 */
export function eventNumber(value: unknown): number {
  if (typeof value === 'number') return value
  return typeof value === 'bigint' || typeof value === 'boolean' ? Number(value) : Number.NaN
}

/** The scores or labels as numbers, NaN where there is none; see {@link eventNumber}. */
export function eventNumbers(values: ArrayLike<unknown>): ArrayLike<number> {
  const areNumbers = values instanceof Float64Array || values instanceof Float32Array
  return areNumbers ? values : Float64Array.from(values, eventNumber)
}
