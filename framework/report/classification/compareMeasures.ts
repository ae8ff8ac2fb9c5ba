import type { ColumnTable } from 'arquero'
import {
  compareByMetrics,
  type ParameterComparisons,
} from '../../compare/parameters/compareParameters.ts'
import type { ModelResult } from '../../inference/execution/modelResult.ts'
import type { InferComparisons, InferOutcome } from '../spec/inferHook.ts'
import { comparability } from './comparableModels.ts'
import { measureColumn, measuredRuns, type NamedRuns } from './measuredRuns.ts'

const COMPARED = (['auroc', 'accuracy'] as const).map(measureColumn)

/**
 * What comparing the models by each parameter has come to, with the table `comparisons` where any differs; without
 * models that lack scores.
 */
export function compareModels(
  { parameters, ...named }: NamedRuns & { readonly parameters: readonly string[] },
  outcome: InferOutcome<ModelResult<'classification'>>,
): InferComparisons {
  const measured = measuredRuns(named, comparability(outcome).comparable)
  const { rows, trends, table, findings, methods, remarks } = compareMeasures(measured, parameters)
  const tables = rows.length + trends.length > 0 ? { comparisons: table } : {}
  return { tables, findings, methods, remarks }
}

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
