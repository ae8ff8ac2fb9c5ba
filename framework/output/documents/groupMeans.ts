import type { ColumnTable } from 'arquero'
import { type MeanInterval, meanInterval } from '../../stats/intervals/meanInterval.ts'
import { isMissing } from '../../tables/cells.ts'
import { groupRuns } from '../../tables/group.ts'

/** A column of numbers in a table of groups. */
export interface Metric {
  /** Column of the runs table, such as `val/acc.best`. */
  readonly column: string
  /** Which end of the means is set in bold. Default: neither */
  readonly best?: 'min' | 'max'
}

/** A group of runs: one row of the table. */
export interface GroupMeans {
  /** The group's values of the columns that make the groups. */
  readonly keys: readonly unknown[]
  /** Runs. */
  readonly n: number
  /** One for each metric. */
  readonly cells: readonly GroupMean[]
}

export interface GroupMean extends MeanInterval {
  /** Whether no other group's mean is better. */
  readonly isBest: boolean
}

/**
 * The mean of each metric over the runs of each group, with Student's 95 % interval.
 *
 * @param groups columns whose combinations are the rows; none: all runs are one
 */
export function groupMeans(
  runs: ColumnTable,
  groups: readonly string[],
  metrics: readonly Metric[],
): GroupMeans[] {
  const grouped = groups.length > 0 ? groupRuns(runs, groups) : runs
  const rows = [...grouped.partitions()].map((rows) => ({
    keys: groups.map((column) => grouped.get(column, rows[0] ?? 0) as unknown),
    n: rows.length,
    cells: metrics.map(({ column }) =>
      intervalOf([...rows].map((row) => grouped.get(column, row))),
    ),
  }))
  const best = metrics.map(({ best }, at) =>
    bestOf(
      rows.map(({ cells }) => cells[at]),
      best,
    ),
  )
  return rows.map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell, at) => ({ ...cell, isBest: cell.estimate === best[at] })),
  }))
}

function intervalOf(cells: readonly unknown[]): MeanInterval {
  return meanInterval(cells.filter((cell) => !isMissing(cell)).map(Number))
}

function bestOf(
  cells: readonly (MeanInterval | undefined)[],
  best: Metric['best'],
): number | undefined {
  if (!best || cells.length < 2) return undefined
  const means = cells.map((cell) => cell?.estimate ?? Number.NaN).filter(Number.isFinite)
  return means.length === 0 ? undefined : Math[best](...means)
}
