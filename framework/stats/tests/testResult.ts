/** What a test of significance gives. */
export interface TestResult {
  /** Two-sided p-value. */
  readonly pValue: number
  /** The smallest p-value that samples of these sizes can reach, whatever their values. */
  readonly smallestPValue: number
  /** Whether every rearrangement was counted; otherwise the p-value is an approximation. */
  readonly exact: boolean
}
