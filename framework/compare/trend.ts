import type { Better } from './better.ts'

/**
 * How the metric goes with a parameter, as far as the runs tell: it `rises` or `falls`; it is `lowest
 * inside` or `highest inside` of the values that were tried, and turns there; or it `changes`, but neither
 * rises nor falls throughout.
 */
export type TrendVerdict =
  | 'rises'
  | 'falls'
  | 'lowest inside'
  | 'highest inside'
  | 'changes'
  | 'inconclusive'
  | 'descriptive only'

/** Whether a verdict on a trend says that the metric goes with the parameter. */
export function isTrend(verdict: TrendVerdict): boolean {
  return verdict !== 'inconclusive' && verdict !== 'descriptive only'
}

/**
 * A numeric parameter that is not compared in pairs, by its rank correlation with the metric: a row of
 * `comparisons.csv`. A field without a value is null.
 */
export interface Trend {
  /** The parameter's column, and the least and greatest value of it among the runs that are compared. */
  readonly by: string
  readonly least: number
  readonly greatest: number
  /** Of the parameter, among these runs. */
  readonly nValues: number
  readonly metric: string
  readonly better: Better
  /** Runs, or settings where these are compared, in groups in which both the parameter and the metric vary. */
  readonly n: number
  readonly unit: 'run' | 'setting'
  readonly nRuns: number
  /** Of the runs: they rank as the worst. */
  readonly nDiverged: number
  /** What is alike in the runs that are compared with each other. */
  readonly within: 'block and seed' | 'block' | 'all runs'
  /** Settings without the parameter and the seed that the runs have. */
  readonly nBlocks: number
  /** From -1 to 1, with its single 95 % interval. Runs that diverged rank as the worst. */
  readonly correlation: number | null
  readonly correlationLow: number | null
  readonly correlationHigh: number | null
  /** Where the metric turns, with the 95 % range of bootstrap samples; null where it is not shown to turn. */
  readonly turnsAt: number | null
  readonly turnsAtLow: number | null
  readonly turnsAtHigh: number | null
  readonly test: string
  /** Two-sided, of this row alone: that the metric has nothing to do with the parameter. */
  readonly pValue: number | null
  /** After Holm's adjustment over all rows of the table. */
  readonly pHolm: number | null
  readonly verdict: TrendVerdict
  /** The row in words, with its counts. */
  readonly sentence: string
}
