import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { goalByName } from '../../runs/records/metrics/goalByName.ts'
import { isMissing } from '../../tables/cells.ts'
import { keepNames } from '../../tables/columnAliases.ts'
import { groupBy as group } from '../../tables/groupBy.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { sortRuns } from '../../tables/sort.ts'
import { valueKey } from '../../tables/valueKey.ts'

/**
 * The run with the best value of a metric (`<metric>.best` where there is one), or that of each group;
 * runs without a value are none.
 *
 * @throws {ReportError} USAGE for an unknown column, and where nobody knows which values are better
 */
export function bestRuns(
  runs: ColumnTable,
  { goals }: Pick<LoadedRuns, 'goals'>,
  { metric, groupBy }: { readonly metric: string; readonly groupBy: string | undefined },
): ColumnTable {
  const column = runs.columnNames().includes(`${metric}.best`)
    ? `${metric}.best`
    : requireColumn(runs, metric, { code: 'USAGE', askedBy: '--best' })
  const logged = metric.replace(/^metric\./, '').replace(/\.best$/, '')
  const goal = goals.get(logged) ?? goalByName(logged)
  if (goal === undefined) {
    throw new ReportError(
      'USAGE',
      `--best ${metric}: which values are better is not known; add 'inputs.goal={${logged}: max}' or min.`,
    )
  }
  const sorted = sortRuns(runs, [column], { descending: goal === 'max' })
  const keys =
    groupBy
      ?.split(',')
      .map((key) => requireColumn(runs, key.trim(), { code: 'USAGE', askedBy: '--group-by' })) ?? []
  const rows = [...Array(sorted.numRows()).keys()].filter(
    (row) => !isMissing(sorted.get(column, row)),
  )
  const groups = group(rows, (row) => keys.map((key) => valueKey(sorted.get(key, row))).join('\n'))
  const best = [...groups.values()].map(([row]) => row as number)
  return keepNames(runs, sorted.reify(best))
}
