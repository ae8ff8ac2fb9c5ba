import { extent } from '../axes/extent.ts'

/** Groups that one plot holds however they lie, and the most that have a panel each, which fill a page. */
const PILE = { from: 5, to: 24 }

/** Whether there are too many groups for one plot where they cover each other, and a page has a panel for each. */
export function callForPanels(nGroups: number): boolean {
  return nGroups > PILE.from && nGroups <= PILE.to
}

/**
 * Whether the curves of so many groups end in each other's ranges that lines and bands cover each other:
 * more than five groups, and more than half of those that follow each other overlap.
 *
 * @param sets the values at which the curves of each group end; missing ones are NaN
 */
export function arePiledUp(sets: readonly (readonly number[])[]): boolean {
  const ranges = sets
    .map((values) => extent(values))
    .filter(([low, high]) => low <= high)
    .sort(([a, b], [c, d]) => a + b - (c + d))
  if (!callForPanels(ranges.length)) return false
  const overlaps = ranges.slice(1).filter(([low], i) => low < (ranges[i]?.[1] as number))
  return overlaps.length > (ranges.length - 1) / 2
}
