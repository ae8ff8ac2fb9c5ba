import type { ColumnTable } from 'arquero'
import type { Comparison } from '../comparison.ts'
import type { ComparedParameters } from '../groups/comparedParameters.ts'
import type { Finding } from '../groups/findings.ts'
import type { MeasuredColumns, MeasuredRuns } from '../groups/measuredRuns.ts'
import type { ParameterInteraction, SinglePairs } from '../interactions/interactionOf.ts'
import type { HistoryEnd } from './historyEnds.ts'

/** What was compared, and what came out. */
export interface Compared {
  readonly runs: ColumnTable
  readonly columns: MeasuredColumns
  readonly measured: MeasuredRuns
  readonly parameters: ComparedParameters
  readonly findings: readonly Finding[]
  /** Where what is compared depends on another parameter. */
  readonly interaction: ParameterInteraction | undefined
  /** Where each setting has one pair: what is compared may depend on the only other parameter. */
  readonly singlePairs: SinglePairs | undefined
  /** Parameters whose values differ between groups that are compared without pairs. */
  readonly goesTogether: readonly string[]
  readonly rows: readonly Comparison[]
  readonly sampler: string | undefined
  /** Whether the metric's name, or who asked, says which values are better. */
  readonly isBetterKnown: boolean
  /** Whether the values decided between ratios and differences. */
  readonly isScaleByValues: boolean
  /** The margin that was asked for, where any two values of the metric are within it: none is applied. */
  readonly vacuousMargin?: number | undefined
  /** Where histories end, by `run_dir`; undefined: not known. */
  readonly ends?: ReadonlyMap<string, HistoryEnd>
}

/** The columns that are compared, held equal or measured: differences in them are what the comparison is about. */
export function comparedColumns({
  columns: { by, seed, metric },
  parameters,
}: Pick<Compared, 'columns' | 'parameters'>): string[] {
  return [by, seed, metric, ...parameters.inBlocks, ...parameters.together]
}
