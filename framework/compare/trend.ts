import type { Better } from './better.ts'

/** Whether the metric rises or falls with a parameter, as far as the runs tell. */
export type TrendVerdict = 'rises' | 'falls' | 'inconclusive' | 'descriptive only'

/**
 * A numeric parameter that is not compared in pairs, by its rank correlation with the metric: a row of
 * `comparisons.csv`. A field without a value is null.
 */
export interface Trend {
  /** The parameter's column, and the least and greatest value of it. */
  readonly by: string
  readonly least: number
  readonly greatest: number
  readonly nValues: number
  readonly metric: string
  readonly better: Better
  /** Runs in groups in which both the parameter and the metric vary. */
  readonly n: number
  /** What is alike in the runs that are compared with each other. */
  readonly within: 'block and seed' | 'block' | 'all runs'
  /** From -1 to 1, with its single 95 % interval. Runs that diverged rank as the worst. */
  readonly correlation: number | null
  readonly correlationLow: number | null
  readonly correlationHigh: number | null
  readonly test: string
  /** Two-sided, of this row alone. */
  readonly pValue: number | null
  /** After Holm's adjustment over all rows of the table. */
  readonly pHolm: number | null
  readonly verdict: TrendVerdict
  /** The row in words, with its counts. */
  readonly sentence: string
}
