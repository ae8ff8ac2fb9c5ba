import type { ColumnTable } from 'arquero'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { cellValue } from '../../tables/valueKey.ts'
import { hasDiverged } from './divergence.ts'

/** A finite number, or why the run has none to compare. A sampler stopped those that are pruned before their end. */
export type MetricOfRun = number | 'diverged' | 'missing' | 'pruned'

/**
 * Tells what runs have of a metric, by their row.
 *
 * @param metric a column of the table
 */
export function metricReader(runs: ColumnTable, metric: string): (row: number) => MetricOfRun {
  const cells = runs.array(metric) as ArrayLike<unknown>
  const optional = (name: string): ArrayLike<unknown> => {
    const column = resolveColumn(runs, name)
    return column === undefined ? [] : (runs.array(column) as ArrayLike<unknown>)
  }
  const [diverged, status] = [optional('diverged'), optional('status')]
  return (row) => {
    if (/^pruned$/i.test(String(status[row]))) return 'pruned'
    const logged = numberOf(cells[row])
    if (hasDiverged(metric, logged, diverged[row])) return 'diverged'
    return Number.isNaN(logged) ? 'missing' : logged
  }
}

/** A cell as a number; NaN where it holds none, or text. */
function numberOf(cell: unknown): number {
  const value = cellValue(cell)
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN
}
