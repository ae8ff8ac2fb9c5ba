export interface TestResult {
  /** Two-sided p-value. */
  pValue: number
  /** The smallest p-value that samples of these sizes can reach, whatever their values. */
  smallestPValue: number
  /** Whether every rearrangement was counted; otherwise the p-value is an approximation. */
  exact: boolean
}

/**
 * - `different`: the test finds a difference at this level.
 * - `underpowered`: samples this small could not have shown one, however large it is.
 * - `inconclusive`: they could have, and did not. That is no evidence that the two are equal.
 */
export type Verdict = 'different' | 'underpowered' | 'inconclusive'

/** What a test allows one to say. `alpha` is the accepted rate of false alarms. */
export function verdict(
  { pValue, smallestPValue }: Pick<TestResult, 'pValue' | 'smallestPValue'>,
  alpha = 0.05,
): Verdict {
  if (smallestPValue > alpha) return 'underpowered'
  return pValue <= alpha ? 'different' : 'inconclusive'
}
