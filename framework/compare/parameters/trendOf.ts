import type { ColumnTable } from 'arquero'
import type { Better } from '../better.ts'
import { comparedParameters } from '../groups/comparedParameters.ts'
import { samplerOf } from '../groups/examineGroups.ts'
import type { Trend } from '../trend.ts'
import { examineTrend } from './examineTrend.ts'
import { judgeTrend } from './judgeTrend.ts'

/**
 * How a metric goes with one numeric parameter, judged by itself: its p-value is adjusted for no others.
 *
 * @throws {ReportError} COMPARISON_COLUMN_UNKNOWN if the table lacks a column that is asked for
 */
export function trendOf(
  runs: ColumnTable,
  {
    metric,
    by,
    better,
    seed = 'seed',
  }: {
    readonly metric: string
    readonly by: string
    readonly better: Better
    readonly seed?: string
  },
): Trend {
  const { inBlocks } = comparedParameters(runs, { metric, by, seed, parameters: undefined })
  const examined = examineTrend(runs, { metric, by, better, seed, parameters: inBlocks })
  return judgeTrend(examined, examined.pValue, samplerOf(runs, metric) !== undefined)
}
