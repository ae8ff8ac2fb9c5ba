import type { ColumnTable } from 'arquero'
import { type MetricOfRun, metricReader } from '../../compare/groups/metricOfRun.ts'
import { type MeanInterval, meanInterval } from '../../stats/intervals/meanInterval.ts'
import { groupRuns } from '../../tables/group.ts'

/** A column of numbers in a table of groups. */
export interface Metric {
  /** Column of the runs table, such as `val/acc.best`. */
  readonly column: string
  /** Which end of the means is set in bold, and marked on the page. Default: neither */
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

/** The mean over the runs that did not diverge. */
export interface GroupMean extends MeanInterval {
  readonly nDiverged: number
  /** Whether no other group's mean is better; a group of which runs diverged is best where those of all others did. */
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
  const readers = metrics.map(({ column }) => metricReader(grouped, column))
  const rows = [...grouped.partitions()].map((rows) => ({
    keys: groups.map((column) => grouped.get(column, rows[0] ?? 0) as unknown),
    n: rows.length,
    cells: readers.map((metricOf) => meanOf([...rows].map(metricOf))),
  }))
  const isBest = metrics.map(({ best }, at) =>
    bestOf(
      rows.map(({ cells }) => cells[at] as Mean),
      best,
    ),
  )
  return rows.map(({ cells, ...row }) => ({
    ...row,
    cells: cells.map((cell, at) => ({ ...cell, isBest: isBest[at]?.(cell) === true })),
  }))
}

type Mean = Omit<GroupMean, 'isBest'>

function meanOf(values: readonly MetricOfRun[]): Mean {
  const nDiverged = values.filter((value) => value === 'diverged').length
  return { ...meanInterval(values.filter((value) => typeof value === 'number')), nDiverged }
}

/** Tells the best of some cells, which several of the same mean are. */
function bestOf(cells: readonly Mean[], best: Metric['best']): (cell: Mean) => boolean {
  if (!best || cells.length < 2) return () => false
  const known = cells.filter(({ estimate }) => Number.isFinite(estimate))
  const steady = known.filter(({ nDiverged }) => nDiverged === 0)
  const competing = steady.length > 0 ? steady : known
  const mean = Math[best](...competing.map(({ estimate }) => estimate))
  return (cell) => cell.estimate === mean && competing.includes(cell)
}

/** How many of a group's runs a mean is over, where it is not all, and how many diverged: ` (n = 4, 1 diverged)`. */
export function countsText({ n, nDiverged }: GroupMean, runs: number): string {
  const counts = [
    ...(n === runs || n === 0 ? [] : [`n = ${n}`]),
    ...(nDiverged === 0 ? [] : [`${nDiverged} diverged`]),
  ]
  return counts.length === 0 ? '' : ` (${counts.join(', ')})`
}
