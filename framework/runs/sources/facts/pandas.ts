/**
 * Sums and means as pandas gives them, to the last digit: missing values count as nothing, and
 * NumPy's pairwise order of additions decides the rounding (numpy/_core/src/umath/loops_utils.h.src).
 */

/** `Series.sum()`: missing values are zero, so that a series of none sums to zero. */
export function sum(values: Float64Array): number {
  const filled = values.map((value) => (Number.isNaN(value) ? 0 : value))
  return pairwiseSum(filled, 0, filled.length)
}

/** `Series.mean()`; `NaN` where nothing is there. */
export function mean(values: Float64Array): number {
  let count = 0
  for (const value of values) if (!Number.isNaN(value)) count++
  return count === 0 ? Number.NaN : sum(values) / count
}

/** `Series.max()`; `NaN` where nothing is there. */
export function max(values: Float64Array): number {
  let greatest = Number.NaN
  for (const value of values) if (!(value <= greatest) && !Number.isNaN(value)) greatest = value
  return greatest
}

/** `Series.idxmin()` as a position: the first of the least values; -1 where nothing is there. */
export function argmin(values: Float64Array): number {
  let least = -1
  for (const [index, value] of values.entries()) {
    if (Number.isNaN(value)) continue
    if (least < 0 || value < (values[least] as number)) least = index
  }
  return least
}

const BLOCK = 128
const LANES = 8

function pairwiseSum(values: Float64Array, start: number, count: number): number {
  const at = (index: number) => values[start + index] as number
  if (count < LANES) {
    let total = 0
    for (let i = 0; i < count; i++) total += at(i)
    return total
  }
  if (count > BLOCK) {
    const half = Math.floor(count / 2)
    const left = half - (half % LANES)
    return pairwiseSum(values, start, left) + pairwiseSum(values, start + left, count - left)
  }
  const lanes = values.slice(start, start + LANES)
  let i = LANES
  for (; i < count - (count % LANES); i += LANES) {
    for (let lane = 0; lane < LANES; lane++) lanes[lane] = (lanes[lane] as number) + at(i + lane)
  }
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = lanes
  let total = a + b + (c + d) + (e + f + (g + h))
  for (; i < count; i++) total += at(i)
  return total
}
