import type { ColumnTable } from 'arquero'
import { comparisonsTable } from '../../compare/comparison.ts'
import { examineGroups } from '../../compare/groups/examineGroups.ts'
import { judgeFamily, pValuesOf } from '../../compare/groups/family.ts'
import { measureColumn } from './measuredRuns.ts'

const COMPARED = (['auroc', 'accuracy'] as const).map(measureColumn)

/**
 * The models of the values of each parameter against each other, by the area over all classes and by the accuracy.
 * All rows are one family: p-values are adjusted over all parameters and both measures.
 *
 * @param runs with the measures as columns
 * @returns undefined where no parameter differs
 */
export function compareMeasures(
  runs: ColumnTable,
  parameters: readonly string[],
): ColumnTable | undefined {
  const examined = parameters
    .filter((parameter) => parameter !== 'seed' && runs.columnIndex(parameter) >= 0)
    .filter((parameter) => new Set(runs.array(parameter) as Iterable<unknown>).size > 1)
    .flatMap((by) =>
      COMPARED.filter((metric) => hasValues(runs, metric)).map((metric) => {
        const groups = examineGroups(runs, { metric, by, better: 'higher', parameters })
        return { ...groups, pValues: pValuesOf(groups.findings, groups.sampler) }
      }),
    )
  if (examined.length === 0) return undefined
  const rows = examined.flatMap((each) => {
    const others = examined.flatMap((other) => (other === each ? [] : other.pValues))
    return judgeFamily(each.findings, each.question, each.sampler, others)
  })
  return comparisonsTable(rows)
}

function hasValues(runs: ColumnTable, column: string): boolean {
  return [...(runs.array(column) as Iterable<unknown>)].some((value) => value !== null)
}
