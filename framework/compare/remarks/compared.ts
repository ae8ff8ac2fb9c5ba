import type { ColumnTable } from 'arquero'
import type { Comparison } from '../comparison.ts'
import type { ComparedParameters } from '../groups/comparedParameters.ts'
import type { Finding } from '../groups/findings.ts'
import type { MeasuredColumns, MeasuredRuns } from '../groups/measuredRuns.ts'

/** What was compared, and what came out. */
export interface Compared {
  readonly runs: ColumnTable
  readonly columns: MeasuredColumns
  readonly measured: MeasuredRuns
  readonly parameters: ComparedParameters
  readonly findings: readonly Finding[]
  readonly rows: readonly Comparison[]
  readonly sampler: string | undefined
}
