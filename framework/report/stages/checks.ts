import type { ColumnTable } from 'arquero'
import { ReportError } from '../../errors.ts'
import type { RunWarning } from '../../runs/findings.ts'
import type { LoadedRuns } from '../../runs/loadRuns.ts'
import type { SkippedRun } from '../../runs/runRecord.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { texts } from '../../tables/columns.ts'
import { flatten, type Select, selectRuns, unfilteredColumns } from '../../tables/select.ts'
import { count } from '../../text/counts.ts'
import type { ReportInputs } from '../spec/defineReport.ts'

/** How many skipped runs an error spells out. */
const SKIPPED_SHOWN = 5
/** How many values of a column an error spells out. */
const VALUES_SHOWN = 12

/**
 * @param inputs what was searched, as the user gave it
 * @throws {ReportError} NO_VALID_RUNS with what to check, when nothing was collected.
 */
export function requireRuns(collected: LoadedRuns, inputs: ReportInputs): void {
  if (collected.runs.numRows() > 0) return
  const skipped = [...collected.skipped, ...recordsNotRead(collected)]
  const shown = skipped
    .slice(0, SKIPPED_SHOWN)
    .map(({ runDir, reason }) => `\n  ${runDir}: ${reason}`)
  const more = skipped.length - shown.length
  throw new ReportError(
    'NO_VALID_RUNS',
    `No valid runs found in ${[inputs.sweepDir ?? [], inputs.runDirs ?? []].flat(2).join(', ')}` +
      `${skipped.length > 0 ? `; ${skipped.length} skipped:` : '.'}${shown.join('')}` +
      `${more > 0 ? `\n  … and ${more} more` : ''}\n` +
      'Check that inputs.sweep_dir or inputs.run_dirs points at the right place; docs/runs.md says what ' +
      `is read.${skipped.some(isUnfinished) ? ` ${TAKE_UNFINISHED}` : ''}`,
  )
}

/** What looks like the records of runs and no source reads: it may be what was meant. */
function recordsNotRead({ warnings = [] }: LoadedRuns): SkippedRun[] {
  return warnings
    .filter(({ kind }) => kind === 'unreadable-records' || kind === 'not-searched')
    .flatMap(({ detail, runDirs }) => runDirs.map((runDir) => ({ runDir, reason: detail })))
}

const TAKE_UNFINISHED =
  'Runs that have not ended, or of which no file says so, are included with inputs.require_complete=false.'

function isUnfinished({ reason }: SkippedRun): boolean {
  return reason.includes('on_train_end') || reason.includes('inputs.require_complete=false')
}

/**
 * Asks before the analysis, which would fail on no runs with a message of its own. Where a filter names a
 * column that only the analysis adds, nothing can be said yet.
 *
 * @throws {ReportError} SELECT_EMPTY naming the filters that leave nothing, with what there is
 */
export function requireSelectable(all: ColumnTable, select: Select | null): void {
  const columns = flatten(select ?? {}).map(([column]) => resolveColumn(all, column))
  if (columns.includes(undefined)) return
  requireSelected(all, selectRuns(all, select), select)
}

/**
 * @throws {ReportError} SELECT_EMPTY naming the filters that leave nothing, with what there is;
 *   `HOOK_RESULT` where the analysis itself left nothing
 */
export function requireSelected(
  all: ColumnTable,
  selected: ColumnTable,
  select: Select | null,
): void {
  if (selected.numRows() > 0) return
  if (selectRuns(all, select).numRows() > 0) {
    throw new ReportError(
      'HOOK_RESULT',
      `analyze returned no runs, though inputs.select leaves some of the ${all.numRows()} runs.`,
    )
  }
  const filters = flatten(select ?? {}).map(([column, wanted]) => {
    const present = distinct(all, column)
    return `${column}=${JSON.stringify(wanted)} (the runs have ${present})`
  })
  throw new ReportError(
    'SELECT_EMPTY',
    `inputs.select leaves none of the ${all.numRows()} runs: ${filters.join('; ')}.`,
  )
}

/**
 * A run of another table would have no files, and one that is there twice would count twice.
 *
 * @throws {ReportError} HOOK_RESULT when the selected runs are not rows of the collected ones
 */
export function requireOwnRuns(all: ColumnTable, selected: ColumnTable): void {
  const known = new Set(all.array('run_dir'))
  const seen = new Set<unknown>()
  for (const runDir of selected.array('run_dir')) {
    const what = known.has(runDir) ? ' more than once' : ', which it was not given'
    if (known.has(runDir) && !seen.has(runDir)) seen.add(runDir)
    else
      throw new ReportError(
        'HOOK_RESULT',
        `analyze returned the run ${JSON.stringify(runDir)}${what}. Return rows of the runs that it ` +
          'was given, each once.',
      )
  }
}

/** A warning for runs that are taken though they may not have ended. */
export function runningWarnings(runs: ColumnTable): string[] {
  if (runs.columnIndex('status') < 0) return []
  const numRunning = texts(runs, 'status').filter((status) => status !== 'finished').length
  if (numRunning === 0) return []
  return [
    `Of ${count(numRunning, 'run')} of ${runs.numRows()} no file says that the training has ended: the ` +
      'report is about their epochs so far. inputs.require_complete=true leaves them out.',
  ]
}

/**
 * A warning for every selected value that no run has, since a comparison without it misleads, and for a null that
 * selects nothing where it looks as if it did.
 */
export function selectionWarnings(all: ColumnTable, select: Select | null): string[] {
  const open = unfilteredColumns(select ?? {}).flatMap((column) => {
    const known = resolveColumn(all, column)
    const numMissing = known === undefined ? 0 : selectRuns(all, { [known]: [null] }).numRows()
    if (numMissing === 0 || numMissing === all.numRows()) return []
    return [
      `inputs.select.${column}=null selects all runs; inputs.select.${column}=[null] selects the ` +
        `${count(numMissing, 'run')} without a value.`,
    ]
  })
  return open.concat(valuesOfNoRun(all, select))
}

function valuesOfNoRun(all: ColumnTable, select: Select | null): string[] {
  return flatten(select ?? {}).flatMap(([column, wanted]) =>
    wanted
      .filter((value) => selectRuns(all, { [column]: [value] }).numRows() === 0)
      .map(
        (value) =>
          `inputs.select.${column}: no run has ${JSON.stringify(value)} ` +
          `(the runs have ${distinct(all, column)}).`,
      ),
  )
}

/** One sentence for something odd that was seen at one or more places. */
export function describeWarning({ detail, runDirs }: RunWarning): string {
  if (runDirs.length === 0) return detail
  const others = runDirs.length - 1
  const more = others > 0 ? ` (likewise ${count(others, 'other')})` : ''
  return `${runDirs[0]}: ${detail}${more}`
}

/** The distinct cells of a column, for a message. */
function distinct(table: ColumnTable, column: string): string {
  const known = resolveColumn(table, column)
  const cells = known === undefined ? [] : [...table.array(known)]
  const values = [...new Set(cells.map((cell) => JSON.stringify(cell ?? null)))].sort()
  const more = values.length - VALUES_SHOWN
  return values.slice(0, VALUES_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '')
}
