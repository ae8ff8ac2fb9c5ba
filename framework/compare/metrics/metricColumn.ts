import type { ColumnTable } from 'arquero'

/**
 * The column of the runs that a metric's name means: where a parameter has the same name, the metric's is
 * `metric.<name>`.
 */
export function metricColumn(runs: ColumnTable, metric: string): string {
  const apart = `metric.${metric}`
  return runs.columnIndex(apart) >= 0 ? apart : metric
}
