import type { ColumnTable } from 'arquero'
import { metricColumn } from '../../compare/metrics/metricColumn.ts'
import { metricOfColumn } from '../../runs/columnNames.ts'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { isMissing } from '../../tables/cells.ts'
import { changedColumns } from '../../tables/changedColumns.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { count } from '../../text/counts.ts'
import { terminalWidth } from '../../text/terminal/terminalWidth.ts'
import type { RunsOptions } from '../options.ts'
import { columnWidths, GAP } from './formatTable.ts'
import { trimCells } from './trimCells.ts'

/** Columns that are named before the rest is counted. */
const NAMED = 12

/** What fits on the terminal, and a sentence on what does not. */
export interface FittedTable {
  readonly table: ColumnTable
  /** Empty where nothing is left out. */
  readonly note: string
}

/**
 * Shortens long texts, and leaves out columns without any value and those that do not fit on the terminal. The run,
 * what the runs are sorted by or the best is of, and the status stay longest, then parameters that differ and results
 * by turns, the best value of a metric before its last; what is equal in all runs goes first. Columns that were asked
 * for stay as they are, and into a pipe everything goes.
 */
export async function fitColumns(
  table: ColumnTable,
  columns: readonly string[],
  { options, loaded }: { readonly options: RunsOptions; readonly loaded: LoadedRuns },
  width = terminalWidth(process.stdout),
): Promise<FittedTable> {
  if (options.columns !== undefined) return { table: table.select(...columns), note: '' }
  const isEmpty = (name: string) =>
    Array.from(table.array(name) as Iterable<unknown>).every(isMissing)
  const named = namedColumns(table, options)
  const place = (name: string) => (name === 'run' ? 0 : named.has(name) ? 1 : 2)
  const filled = columns.filter((name) => !isEmpty(name)).toSorted((a, b) => place(a) - place(b))
  const empty = columns.length - filled.length
  const whole = table.select(...filled)
  if (width === Number.POSITIVE_INFINITY) return { table: whole, note: describeRest([], [], empty) }
  const { table: trimmed, trimmed: shortened } = trimCells(whole, width)
  const kept = new Set(await fitting(trimmed, byWeight(table, filled, { named, loaded }), width))
  const unfit = filled.filter((name) => !kept.has(name))
  return {
    table: trimmed.select(...filled.filter((name) => kept.has(name))),
    note: describeRest(
      unfit,
      shortened.filter((name) => kept.has(name)),
      empty,
    ),
  }
}

/** The columns in the order in which they get a place. */
function byWeight(
  table: ColumnTable,
  columns: readonly string[],
  {
    named,
    loaded: { parameters, goals },
  }: { readonly named: ReadonlySet<string>; readonly loaded: LoadedRuns },
): string[] {
  const changed = new Set(changedColumns(table))
  const isParameter = new Set(['seed', ...parameters.map(({ name }) => name)])
  const isMain = (name: string) => {
    return (
      goals.has(metricOfColumn(name)) &&
      (name.endsWith('.best') || !columns.includes(`${name}.best`))
    )
  }
  const isAside = (name: string) => /(?:\.best_step|_at)$/.test(name)
  const first: readonly string[] = [
    ...columns.filter((name) => name === 'run'),
    ...columns.filter((name) => named.has(name)),
    ...columns.filter((name) => name === 'status' && !named.has(name)),
  ]
  const others = columns.filter((name) => !first.includes(name))
  const varied = others.filter((name) => changed.has(name))
  const settings = varied.filter((name) => isParameter.has(name))
  const results = varied.filter((name) => !isParameter.has(name))
  const inOrder = [
    ...results.filter((name) => isMain(name)),
    ...results.filter((name) => !isMain(name) && !isAside(name)),
    ...results.filter((name) => isAside(name)),
  ]
  const byTurns = Array.from({ length: varied.length }, (_, at) =>
    [settings[at], inOrder[at]].filter((name) => name !== undefined),
  )
  const equal = others.filter((name) => !changed.has(name))
  return [
    ...first,
    ...byTurns.flat(),
    ...equal.filter((name) => isParameter.has(name)),
    ...equal.filter((name) => !isParameter.has(name)),
  ]
}

/** The columns that the options name: what the runs are sorted by, and the metric of the best with its best value. */
function namedColumns(table: ColumnTable, { best, sortBy }: RunsOptions): ReadonlySet<string> {
  const names = [best, sortBy].flatMap((name) => {
    if (name === undefined) return []
    const column = metricColumn(table, resolveColumn(table, name) ?? name)
    return [column, `${column}.best`]
  })
  return new Set(names)
}

/** As many of the columns as the terminal has room for; the first one always. */
async function fitting(
  table: ColumnTable,
  columns: readonly string[],
  width: number,
): Promise<string[]> {
  const widths = await columnWidths(table.select(...columns))
  let used = 0
  return columns.filter((_, at) => {
    const needed = (widths[at] ?? 0) + (used === 0 ? 0 : GAP)
    if (used > 0 && used + needed > width) return false
    used += needed
    return true
  })
}

function describeRest(
  unfit: readonly string[],
  shortened: readonly string[],
  empty: number,
): string {
  const more = unfit.length > NAMED ? ` and ${unfit.length - NAMED} more` : ''
  const hidden = [
    ...(unfit.length > 0
      ? [`too wide for the terminal: ${unfit.slice(0, NAMED).join(', ')}${more}`]
      : []),
    ...(empty > 0 ? [`${count(empty, 'column')} without values`] : []),
  ]
  const parts = [
    ...(hidden.length > 0 ? [`Not shown: ${hidden.join('; ')}`] : []),
    ...(shortened.length > 0 ? [`Shortened: ${shortened.join(', ')}`] : []),
  ]
  return parts.length === 0 ? '' : `${parts.join('. ')} (--columns and --csv show them).`
}
