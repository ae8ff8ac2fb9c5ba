import { ReportError } from '../errors.ts'
import { nearest } from '../text/nearest.ts'
import type { LoadedRun, SkippedRun } from './runRecord.ts'

/** How the reason begins for a run that the user excludes. */
export const LEFT_OUT_BY_HAND = 'left out by hand (inputs.exclude)'

/** Which of the runs that were read count. */
export interface RecordSelection {
  readonly requireComplete: boolean
  /** Take runs that were deleted in their tracker. */
  readonly deleted: boolean
  /** Run -> why it is left out. */
  readonly exclude: Readonly<Record<string, string>>
  /** Directories of runs that are left out already: to exclude one of them is no mistake. */
  readonly leftOut?: readonly string[]
}

/**
 * Sets aside the runs that do not count, each with the reason: those that the user excludes, by name
 * or path; those that were deleted; and those that failed, are running or were pruned.
 *
 * @param names of the runs
 * @throws {ReportError} RUN_UNKNOWN where no run has the name to exclude
 */
export function selectRecords(
  all: readonly LoadedRun[],
  names: ReadonlyMap<LoadedRun, string>,
  { requireComplete, deleted, exclude, leftOut = [] }: RecordSelection,
): { runs: LoadedRun[]; left: SkippedRun[] } {
  const excluded = new Map<LoadedRun, string>()
  for (const [wanted, reason] of Object.entries(exclude)) {
    const found = all.filter((run) => names.get(run) === wanted || isAt(run.runDir, wanted))
    const isKnown = found.length > 0 || leftOut.some((runDir) => isAt(runDir, wanted))
    if (!isKnown) throw unknownRun(wanted, [...names.values()])
    for (const run of found) excluded.set(run, `${LEFT_OUT_BY_HAND}: ${reason}`)
  }
  const runs: LoadedRun[] = []
  const left: SkippedRun[] = []
  for (const run of all) {
    const reason = excluded.get(run) ?? whyLeftOut(run, { requireComplete, deleted })
    if (reason === undefined) runs.push(run)
    else left.push({ runDir: run.runDir, reason })
  }
  return { runs, left }
}

/** Whether a path is the one that was given, or ends with its parts. */
function isAt(runDir: string, wanted: string): boolean {
  return runDir === wanted || ['/', '#'].some((mark) => runDir.endsWith(`${mark}${wanted}`))
}

function whyLeftOut(
  { isDeleted, ended }: LoadedRun,
  { requireComplete, deleted }: Pick<RecordSelection, 'requireComplete' | 'deleted'>,
): string | undefined {
  if (isDeleted && !deleted) return 'it was deleted in its tracker; inputs.deleted=true takes it'
  if (!requireComplete || ended === 'finished' || ended === 'unknown') return undefined
  return `its status is ${ended}; inputs.require_complete=false takes it`
}

function unknownRun(wanted: string, names: readonly string[]): ReportError {
  const near = nearest(wanted, names)
  const hint = near === undefined ? '' : ` Did you mean ${near}?`
  return new ReportError(
    'RUN_UNKNOWN',
    `inputs.exclude: no run is called ${wanted}, nor does the path of one end so.${hint} ` +
      'thesis-report runs lists them.',
  )
}
