import type { Metric } from '../../../output/documents/groupMeans.ts'
import { resolveColumn } from '../../../tables/columnAliases.ts'
import type { Analyzed } from '../../spec/defineReport.ts'

/** Metrics of a report that names none; those that its runs lack are left out. */
const DEFAULT_METRICS: readonly Metric[] = [
  { column: 'loss.total_best', best: 'min' },
  { column: 'loss.recon_best', best: 'min' },
  { column: 'total_time_s', best: 'min' },
]

/** Which groups of runs the summaries compare, and by which metrics: names of columns at hand. */
export function comparedGroups({ runs, parameters, latex }: Analyzed): {
  groups: string[]
  metrics: Metric[]
} {
  const groups = latex?.groups ?? parameters.filter((column) => column !== 'seed')
  const metrics = latex?.metrics ?? DEFAULT_METRICS
  // Columns under their own names; an analysis may have kept only some of them.
  const known = (column: string) => [resolveColumn(runs, column) ?? []].flat()
  return {
    groups: groups.flatMap(known),
    metrics: metrics.flatMap(({ column, ...metric }) =>
      known(column).map((name) => ({ ...metric, column: name })),
    ),
  }
}
