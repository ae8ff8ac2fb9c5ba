import type { ColumnTable } from 'arquero'
import type { RunStatus } from '../../runs/sources/source.ts'
import { count } from '../../text/counts.ts'

/** Whether a run's values are those of a whole training, as far as its files say. */
export function isSettled(status: RunStatus): boolean {
  return status === 'finished' || status === 'unknown'
}

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
  const found = [...new Set(statuses.filter((status) => !isSettled(status)))].sort()
  if (found.length === 0 || keys.split(',').some((key) => key.trim() === 'status')) return []
  const counted = found.map((status) => {
    const n = statuses.filter((each) => each === status).length
    return `${n} ${status}`
  })
  const n = statuses.filter((status) => !isSettled(status)).length
  return [
    `The groups hold ${count(n, 'run')} whose values may not be those of a whole training (${counted.join(', ')}); ` +
      `--group-by ${keys},status keeps them apart.`,
  ]
}
