import { goalOfColumn, likelyMetric } from '../../../compare/metrics/chooseMetric.ts'
import { metricColumn } from '../../../compare/metrics/metricColumn.ts'
import type { Metric } from '../../../output/documents/groupMeans.ts'
import { resolveColumn } from '../../../tables/columnAliases.ts'
import type { Analyzed } from '../../spec/defineReport.ts'

/** What facts have of each run; those that the runs lack are left out. */
const FACTS_METRICS: readonly Metric[] = [
  { column: 'loss.total_best', best: 'min' },
  { column: 'loss.recon_best', best: 'min' },
  { column: 'total_time_s', best: 'min' },
]

/** Which groups of runs the summaries compare, and by which metrics: names of columns at hand. */
export function comparedGroups(analyzed: Analyzed): {
  groups: string[]
  metrics: Metric[]
} {
  const { runs, parameters, latex } = analyzed
  const groups = latex?.groups ?? parameters.filter((column) => column !== 'seed')
  // Columns under their own names; an analysis may have kept only some of them.
  const known = (column: string) => [resolveColumn(runs, column) ?? []].flat()
  const atHand = (metrics: readonly Metric[]) =>
    metrics.flatMap(({ column, ...metric }) =>
      known(column).map((name) => ({ ...metric, column: name })),
    )
  return {
    groups: groups.flatMap(known),
    metrics: atHand(latex?.metrics ?? defaultMetrics(analyzed)),
  }
}

/** What a report compares by that does not say so: what the config asks for, else what is most likely. */
function defaultMetrics({ runs, goals, config }: Analyzed): readonly Metric[] {
  const { metric, goal } = config.inputs
  if (metric !== null) {
    const column = metricColumn(runs, metric)
    const best = goalOfColumn(column, new Map([...goals, ...Object.entries(goal ?? {})]))
    return [{ column, ...(best !== undefined && { best }) }]
  }
  const likely = likelyMetric(runs, goals)
  if (likely === undefined || FACTS_METRICS.some(({ column }) => column === likely.column)) {
    return FACTS_METRICS
  }
  return [{ column: likely.column, best: likely.better === 'lower' ? 'min' : 'max' }]
}
