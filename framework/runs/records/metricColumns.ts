import type { Cell, LoadedRun } from '../runRecord.ts'
import type { Goal } from '../sources/source.ts'

/**
 * The columns of the metrics that trackers and loggers recorded: `<metric>` is the last value, and
 * where there is a goal `<metric>.best` the best one, at `<metric>.best_step`.
 *
 * @param taken names of other columns: a metric of such a name is `metric.<name>`
 */
export function metricColumns(
  runs: readonly LoadedRun[],
  goals: ReadonlyMap<string, Goal>,
  taken: ReadonlySet<string>,
): Map<string, Cell[]> {
  const metrics = new Set(runs.flatMap(({ metrics }) => metrics.map(({ name }) => name)))
  const isFree = (name: string) => !taken.has(name)
  const columns = new Map<string, Cell[]>()
  const byMetric = new Map<string, (readonly Cell[])[]>()
  for (const metric of metrics) {
    const isClear = (name: string) => isFree(name) && (name === metric || !metrics.has(name))
    const name = isClear(metric) ? metric : `metric.${metric}`
    const [last, best, step] = [metric, metric, metric].map(() =>
      new Array<Cell>(runs.length).fill(null),
    ) as [Cell[], Cell[], Cell[]]
    byMetric.set(metric, [last, best, step])
    columns.set(name, last)
    if (!goals.has(metric)) continue
    const prefix = isClear(`${name}.best`) ? name : `metric.${name}`
    columns.set(`${prefix}.best`, best)
    columns.set(`${prefix}.best_step`, step)
  }
  for (const [row, run] of runs.entries()) {
    for (const record of run.metrics) {
      const [last, best, step] = byMetric.get(record.name) as [Cell[], Cell[], Cell[]]
      const extreme = goals.get(record.name) === 'max' ? record.max : record.min
      last[row] = record.last
      best[row] = extreme?.value ?? null
      step[row] = extreme?.step ?? null
    }
  }
  return columns
}
