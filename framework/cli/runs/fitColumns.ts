import type { ColumnTable } from 'arquero'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { isMissing } from '../../tables/cells.ts'
import { changedColumns } from '../../tables/changedColumns.ts'
import { count } from '../../text/counts.ts'
import type { RunsOptions } from '../program.ts'
import { columnWidths, GAP } from './formatTable.ts'

/** Columns that are named before the rest is counted. */
const NAMED = 6

/** What fits on the terminal, and a sentence on what does not. */
export interface FittedColumns {
  readonly columns: readonly string[]
  /** Empty where nothing is left out. */
  readonly note: string
}

/**
 * Leaves out columns without any value, and those that do not fit on the terminal: first what does
 * not differ, then other measures; the run, its status and the parameters stay longest. Columns that
 * were asked for stay, and into a pipe everything goes.
 */
export async function fitColumns(
  table: ColumnTable,
  columns: readonly string[],
  { options, loaded }: { readonly options: RunsOptions; readonly loaded: LoadedRuns },
  width = process.stdout.columns,
): Promise<FittedColumns> {
  if (options.columns !== undefined) return { columns, note: '' }
  const isEmpty = (name: string) =>
    Array.from(table.array(name) as Iterable<unknown>).every(isMissing)
  const filled = columns.filter((name) => !isEmpty(name))
  const kept = new Set(
    width === undefined ? filled : await fitting(table, filled, { loaded, width }),
  )
  const shown = filled.filter((name) => kept.has(name))
  return {
    columns: shown,
    note: describeRest(
      columns.filter((name) => !shown.includes(name)),
      filled,
    ),
  }
}

async function fitting(
  table: ColumnTable,
  columns: readonly string[],
  { loaded, width }: { readonly loaded: LoadedRuns; readonly width: number },
): Promise<string[]> {
  const widths = await columnWidths(table.select(...columns))
  const changed = new Set(changedColumns(table))
  const parameters = new Set(loaded.parameters.map(({ name }) => name))
  const rank = (name: string) => {
    if (name === 'run') return 0
    if (parameters.has(name) || name === 'status') return 1
    if (!changed.has(name)) return 4
    return name.endsWith('.best_step') || name.endsWith('_at') ? 3 : 2
  }
  const inRank = columns
    .map((name, at) => ({ name, at }))
    .sort((a, b) => rank(a.name) - rank(b.name) || a.at - b.at)
  let used = 0
  return inRank.flatMap(({ name, at }) => {
    const needed = (widths[at] ?? 0) + (used === 0 ? 0 : GAP)
    if (used > 0 && used + needed > width) return []
    used += needed
    return [name]
  })
}

function describeRest(rest: readonly string[], filled: readonly string[]): string {
  const unfit = rest.filter((name) => filled.includes(name))
  const empty = rest.length - unfit.length
  const more = unfit.length > NAMED ? ` and ${unfit.length - NAMED} more` : ''
  const parts = [
    ...(unfit.length > 0
      ? [`too wide for the terminal: ${unfit.slice(0, NAMED).join(', ')}${more}`]
      : []),
    ...(empty > 0 ? [`${count(empty, 'column')} without values`] : []),
  ]
  return parts.length === 0
    ? ''
    : `Not shown: ${parts.join('; ')} (--columns and --csv show them).\n`
}
