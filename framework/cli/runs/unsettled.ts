import type { ColumnTable } from 'arquero'
import type { RunStatus } from '../../runs/sources/source.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'

/** Whether a run's values are those of a whole training, as far as its files say. */
export function isSettled(status: RunStatus): boolean {
  return status === 'finished' || status === 'unknown'
}

/** Of a run by its row; `unknown` where the table has no statuses. */
export function statusOf(runs: ColumnTable, row: number): RunStatus {
  return runs.columnNames().includes('status') ? runs.get('status', row) : 'unknown'
}

/**
 * That groups of runs hold some which have not ended well, and how to keep them apart.
 *
 * @param keys of the groups, as they were asked for
 */
export function unsettledNotes(runs: ColumnTable, keys: string): string[] {
  const statuses = Array.from({ length: runs.numRows() }, (_, row) => statusOf(runs, row))
  const unsettled = statuses.filter((status) => !isSettled(status)).sort()
  const areApart = keys.split(',').some((key) => key.trim() === 'status')
  if (unsettled.length === 0 || areApart) return []
  const counted = Array.from(
    groupBy(unsettled, (status) => status),
    ([status, { length }]) => `${length} ${status}`,
  )
  return [
    `The groups hold ${count(unsettled.length, 'run')} whose values may not be those of a whole training (${counted.join(', ')}); ` +
      `--group-by ${keys},status keeps them apart.`,
  ]
}
