import type { ColumnTable } from 'arquero'
import { groupBy } from '../../tables/groupBy.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import type { Comparison } from '../comparison.ts'
import { groupName } from '../groups/groupText.ts'
import { measureRuns } from '../groups/measuredRuns.ts'
import { divergesMore } from './divergenceFinding.ts'
import type { ReportFinding } from './reportFinding.ts'

/**
 * That runs diverged only where several parameters have certain values together, such as a high learning rate with
 * one optimizer; findings of their own say how often they diverged with each alone. Of the parameters that were found
 * to make runs diverge, those count of which all runs that diverged have the same value.
 *
 * @returns nothing where there are fewer than two of them
 */
export function divergenceTogether(
  runs: ColumnTable,
  rows: readonly Comparison[],
  { seed }: { readonly seed: string },
): ReportFinding[] {
  const found = rows.filter(divergesMore)
  const [first] = found
  const names = [...new Set(found.map(({ by }) => by))]
  if (first === undefined || names.length < 2) return []
  const { metric, better } = first
  const measured = measureRuns(runs, { metric, by: first.by, better, seed, parameters: names })
  const all = measured.groups.flatMap((group) => group.runs)
  const diverged = all.filter(({ value }) => !Number.isFinite(value))
  const shared = names.flatMap((name, at) => {
    const [values, ...others] = groupBy(diverged, ({ settings }) => valueKey(settings[at])).values()
    if (values === undefined || others.length > 0) return []
    return [{ name, at, value: values[0]?.settings[at] ?? null }]
  })
  if (shared.length < 2) return []
  const having = (values: typeof shared) =>
    all.filter(({ settings }) =>
      values.every(({ at, value }) => valueKey(settings[at]) === valueKey(value)),
    )
  const alike = having(shared)
  // What always goes together is named beside each of the parameters.
  if (shared.some((one) => having([one]).length === alike.length)) return []
  const where = shared.map(({ name, value }) => groupName(name, value)).join(' and ')
  return [
    {
      key: 'diverged',
      sentence:
        `Runs diverged only with ${where} together: ${diverged.length} of these ${count(alike.length, 'run')}, none of ` +
        `the ${all.length - alike.length} others.`,
      values: { diverged: diverged.length, of: alike.length, others: all.length - alike.length },
    },
  ]
}
