/** What a test of significance gives. */
export interface TestResult {
  /** Two-sided p-value. */
  pValue: number
  /** The smallest p-value that samples of these sizes can reach, whatever their values. */
  smallestPValue: number
  /** Whether every rearrangement was counted; otherwise the p-value is an approximation. */
  exact: boolean
}
