import type { ColumnTable } from 'arquero'
import { COLUMNS } from '../runs/runsTable.ts'
import { changedColumns } from '../tables/changedColumns.ts'

/** The columns every runs table has that say how a run was made, not what it measured. */
const FIXED_PARAMETERS = ['encoder', 'tokenizer', 'seed']
const METRIC = /^metric_.*_final$/

/**
 * The columns of parameters that differ between the runs, in the order of the table: what the sweep
 * varied. Overrides that all runs share are left out, so is a column that says the same as an
 * earlier one (`latent_space` as `tokenizer`).
 *
 * @param runs as collected, before an analysis adds columns
 */
export function sweepParameters(runs: ColumnTable): string[] {
  const measured = new Set(COLUMNS.filter((column) => !FIXED_PARAMETERS.includes(column)))
  const seen = new Set<string>()
  return changedColumns(runs).filter((column) => {
    if (measured.has(column) || METRIC.test(column)) return false
    const cells = JSON.stringify([...(runs.array(column) as Iterable<unknown>)])
    return !seen.has(cells) && seen.add(cells)
  })
}
