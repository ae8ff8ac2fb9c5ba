/**
 * What a comparison allows one to say:
 *
 * - `different`: the test, after Holm's adjustment, finds a difference, and rests on at least three
 *   units.
 * - `equal within x`: two one-sided tests, after an adjustment of their own, find the difference
 *   within the margin x that was asked for.
 * - `underpowered`: fewer than three units; or so few units, or such uneven ones, that the interval
 *   excludes a difference of the margin in neither direction.
 * - `inconclusive`: none of these, which is not evidence that the two are equal.
 * - `no matching runs`: the groups share no block, so that nothing can be tested.
 * - `descriptive only`: a sampler chose the runs by their results, which no test accounts for.
 */
export type Verdict =
  | 'different'
  | `equal within ${number}`
  | 'underpowered'
  | 'inconclusive'
  | 'no matching runs'
  | 'descriptive only'

/** The accepted rate of false alarms over a family of comparisons. */
export const ALPHA = 0.05
/** Fewer units are too few to call anything different, or equal. */
export const LEAST_UNITS = 3

/** What a verdict rests on. */
export interface Evidence {
  readonly isTestable: boolean
  readonly isDescriptive: boolean
  /** Units of the test, or the fewest of its tests or groups. */
  readonly leastUnits: number
  /** After adjustment; NaN where there is no test. */
  readonly pHolm: number
  /** Of the two one-sided tests, after adjustment; NaN where there is none. */
  readonly pEqual: number
  /** As it was asked for. */
  readonly margin: number | undefined
  /** Whether the interval holds both ends of the margin, or of a ratio of 1.1. */
  readonly holdsBothMargins: boolean
  /** The smallest p-value that this many units can reach, where the p-value is that of an exact test. */
  readonly smallestPValue: number
}

/** The verdict; a difference that is within the margin for sure is called equal within it. */
export function verdictOf(evidence: Evidence): Verdict {
  const { isTestable, isDescriptive, leastUnits, pHolm, pEqual, margin } = evidence
  if (isDescriptive) return 'descriptive only'
  if (!isTestable) return 'no matching runs'
  if (leastUnits < LEAST_UNITS) return 'underpowered'
  if (margin !== undefined && pEqual <= ALPHA) return `equal within ${margin}`
  if (pHolm <= ALPHA) return 'different'
  if (evidence.holdsBothMargins || evidence.smallestPValue > ALPHA) return 'underpowered'
  return 'inconclusive'
}
