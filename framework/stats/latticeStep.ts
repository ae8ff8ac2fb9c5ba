/** More different values than these are none that somebody rounded. */
const MOST_VALUES = 2000
/** Each value must occur so often on average, or numbers with few digits would seem rounded. */
const LEAST_REPEATS = 4
/** Of a step: binary fractions are not exact. */
const TOLERANCE = 1e-6

/**
 * The step between whole or rounded numbers: the greatest of which all differences of the values are multiples, to
 * within 1e-6 of it. Undefined for numbers that are not rounded, or all the same.
 *
 * @param lists each ascending
 */
export function latticeStep(lists: readonly Float64Array[]): number | undefined {
  const found = new Set<number>()
  let size = 0
  for (const sorted of lists) {
    size += sorted.length
    let last = Number.NaN
    for (const value of sorted) {
      if (value === last) continue
      found.add(value)
      if (found.size > MOST_VALUES) return undefined
      last = value
    }
  }
  const n = found.size
  if (n < 2 || n * LEAST_REPEATS > size) return undefined
  const different = Float64Array.from(found).sort()
  const first = different[0] as number
  let step = Number.POSITIVE_INFINITY
  for (let i = 1; i < n; i++) {
    step = Math.min(step, (different[i] as number) - (different[i - 1] as number))
  }
  const isOnLattice = (value: number) => {
    const steps = (value - first) / step
    return Math.abs(steps - Math.round(steps)) <= TOLERANCE
  }
  return different.every(isOnLattice) ? step : undefined
}
