import { latexTable, type Metric } from '../../../output/latexTable.ts'
import { resolveColumn } from '../../../tables/columnAliases.ts'
import type { Analyzed } from '../../spec/defineReport.ts'

/** Metrics of a report that names none; those that its runs lack are left out. */
const DEFAULT_METRICS: readonly Metric[] = [
  { column: 'loss.total_best', best: 'min' },
  { column: 'loss.recon_best', best: 'min' },
  { column: 'total_time_s', best: 'min' },
]

/** The text of `training/summary.tex`: groups of runs with means and intervals over seeds. */
export function summaryTex({ runs, parameters, latex }: Analyzed): string {
  const groups = latex?.groups ?? parameters.filter((column) => column !== 'seed')
  const metrics = latex?.metrics ?? DEFAULT_METRICS
  // Columns under their own names; an analysis may have kept only some of them.
  const known = (column: string) => resolveColumn(runs, column) ?? []
  return latexTable(
    runs,
    groups.flatMap(known),
    metrics.flatMap(({ column, ...metric }) =>
      [known(column)].flat().map((name) => ({ ...metric, column: name })),
    ),
    latex?.note,
  )
}
