import { extent, largest } from '../../parts/axes/extent.ts'

const MIN_DECADES = 3
/** More panels than these are for their author to ask for. */
const MAX_SETS = 6

/**
 * Whether sets of curves lie so far apart that one axis for all flattens each of them: positive
 * values over more than three decades, with a gap between the ranges of two sets.
 *
 * @param sets the values of the curves of each set; missing ones are NaN
 */
export function areSpreadApart(sets: readonly (readonly number[])[]): boolean {
  const ranges = sets
    .map((values) => extent(values))
    .filter(([low, high]) => low <= high)
    .sort(([a], [b]) => a - b)
  if (ranges.length < 2 || ranges.length > MAX_SETS) return false
  const [low, high] = extent(ranges.flat())
  if (low <= 0 || Math.log10(high / low) <= MIN_DECADES) return false
  return ranges.some(([start], i) => {
    const before = ranges.slice(0, i).map(([, end]) => end)
    return before.length > 0 && largest(before) < start
  })
}
