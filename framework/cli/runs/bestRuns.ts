import type { ColumnTable } from 'arquero'
import { metricReader } from '../../compare/groups/metricOfRun.ts'
import { metricColumn } from '../../compare/metrics/metricColumn.ts'
import { ReportError } from '../../errors.ts'
import { metricOfColumn } from '../../runs/columnNames.ts'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { goalByName } from '../../runs/sources/goalByName.ts'
import type { RunStatus } from '../../runs/sources/source.ts'
import { isMissing } from '../../tables/cells.ts'
import { groupBy as group } from '../../tables/groupBy.ts'
import { requireColumn } from '../../tables/requireColumn.ts'
import { sortRuns } from '../../tables/sort.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { isSettled, statusOf } from './unsettled.ts'

/** Runs with the best values, and what must be known of them. */
export interface BestRuns {
  readonly table: ColumnTable
  /** That others have the same value, or that a run has not ended well. */
  readonly notes: readonly string[]
}

/** Of runs with the same value the first in this order counts. */
const SETTLED: readonly RunStatus[] = ['finished', 'unknown', 'running', 'pruned', 'failed']
/** Runs with the same value that are named before the rest is counted. */
const NAMED = 5

/**
 * The run with the best value of a metric (`<metric>.best` where there is one), or that of each group;
 * runs without a value are none. Of equal ones a finished run comes before one that is running or
 * failed, and the first before others.
 *
 * @throws {ReportError} USAGE for an unknown column, and where nobody knows which values are better
 */
export function bestRuns(
  runs: ColumnTable,
  { goals }: Pick<LoadedRuns, 'goals'>,
  { metric, groupBy }: { readonly metric: string; readonly groupBy: string | undefined },
): BestRuns {
  const best = metricColumn(runs, `${metric}.best`)
  const column =
    runs.columnIndex(best) >= 0
      ? best
      : requireColumn(runs, metricColumn(runs, metric), { code: 'USAGE', askedBy: '--best' })
  const logged = metricOfColumn(metric)
  const goal = goals.get(logged) ?? goalByName(logged)
  if (goal === undefined) {
    throw new ReportError(
      'USAGE',
      `--best ${metric}: which values are better is not known; add 'inputs.goal={${logged}: max}' or min.`,
    )
  }
  const sorted = sortRuns(runs, [column], { descending: goal === 'max' })
  const keys =
    groupBy
      ?.split(',')
      .map((key) => requireColumn(runs, key.trim(), { code: 'USAGE', askedBy: '--group-by' })) ?? []
  const rows = [...Array(sorted.numRows()).keys()].filter(
    (row) => !isMissing(sorted.get(column, row)),
  )
  const groups = group(rows, (row) => keys.map((key) => valueKey(sorted.get(key, row))).join('\n'))
  const chosen = [...groups.values()].map((group) => {
    const same = group.filter(
      (row) => sorted.get(column, row) === sorted.get(column, group[0] ?? 0),
    )
    const [shown, ...others] = same.toSorted(
      (a, b) => settledness(sorted, a) - settledness(sorted, b),
    )
    return { shown: shown as number, others }
  })
  return {
    table: sorted.reify(chosen.map(({ shown }) => shown)),
    notes: chosen.flatMap((each) => notesOn(sorted, column, each)),
  }
}

function notesOn(
  runs: ColumnTable,
  column: string,
  { shown, others }: { readonly shown: number; readonly others: readonly number[] },
): string[] {
  const told = (row: number) => {
    const status = statusOf(runs, row)
    return nameOf(runs, row) + (isSettled(status) ? '' : ` (${status})`)
  }
  const notes: string[] = []
  const status = statusOf(runs, shown)
  if (!isSettled(status)) {
    notes.push(`The status of ${nameOf(runs, shown)}, which has the best ${column}, is ${status}.`)
  }
  if (metricReader(runs, column)(shown) === 'diverged') {
    notes.push(
      `${nameOf(runs, shown)}, which has the best ${column}, diverged later: its last value is NaN or infinite.`,
    )
  }
  if (others.length > 0) {
    const more = others.length > NAMED ? ` and ${others.length - NAMED} more` : ''
    const names = others.slice(0, NAMED).map(told).join(', ')
    notes.push(`The same ${column} as ${nameOf(runs, shown)} has: ${names}${more}.`)
  }
  return notes
}

function settledness(runs: ColumnTable, row: number): number {
  return SETTLED.indexOf(statusOf(runs, row))
}

function nameOf(runs: ColumnTable, row: number): string {
  return String(runs.get(runs.columnNames().includes('run') ? 'run' : 'run_dir', row))
}
