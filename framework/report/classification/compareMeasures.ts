import type { ColumnTable } from 'arquero'
import {
  compareByMetrics,
  type ParameterComparisons,
} from '../../compare/parameters/compareParameters.ts'
import { measureColumn } from './measuredRuns.ts'

const COMPARED = (['auroc', 'accuracy'] as const).map(measureColumn)

/**
 * The models of the values of each parameter against each other, by the area over all classes and by the accuracy.
 * All rows are one family: p-values are adjusted over all parameters and both measures.
 *
 * @param runs with the measures as columns
 */
export function compareMeasures(
  runs: ColumnTable,
  parameters: readonly string[],
): ParameterComparisons {
  const metrics = COMPARED.filter((metric) => hasValues(runs, metric))
  return compareByMetrics(
    runs,
    metrics.map((metric) => ({ metric, better: 'higher' })),
    { parameters },
  )
}

function hasValues(runs: ColumnTable, column: string): boolean {
  return [...(runs.array(column) as Iterable<unknown>)].some((value) => value !== null)
}
