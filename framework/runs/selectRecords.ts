import { ReportError } from '../errors.ts'
import { nearest } from '../text/nearest.ts'
import type { LoadedRun, SkippedRun } from './runRecord.ts'

/** How the reason begins for a run that the user excludes. */
export const LEFT_OUT_BY_HAND = 'left out by hand (inputs.exclude)'

/** Which of the runs that were read count. */
export interface RecordSelection {
  readonly requireComplete: boolean
  /** Whether those that are running count all the same. Default false. */
  readonly includeRunning?: boolean
  /** Take runs that were deleted in their tracker. */
  readonly deleted: boolean
  /** Run -> why it is left out. */
  readonly exclude: Readonly<Record<string, string>>
  /** Directories of runs that are left out already: to exclude one of them is not a mistake. */
  readonly leftOut?: readonly string[]
}

/**
 * Sets aside the runs that do not count, each with the reason: those that the user excludes, by name
 * or path; those that were deleted; and those that failed, are running or were pruned.
 *
 * @param names of the runs
 * @returns also those of them that nobody chose to leave out: they failed or did not end
 * @throws {ReportError} RUN_UNKNOWN where no run has the name to exclude
 */
export function selectRecords(
  all: readonly LoadedRun[],
  names: ReadonlyMap<LoadedRun, string>,
  { exclude, leftOut = [], ...wanted }: RecordSelection,
): { runs: LoadedRun[]; left: SkippedRun[]; broken: LoadedRun[] } {
  const excluded = new Map<LoadedRun, string>()
  for (const [name, reason] of Object.entries(exclude)) {
    const found = all.filter((run) => names.get(run) === name || isAt(run.runDir, name))
    const isKnown = found.length > 0 || leftOut.some((runDir) => isAt(runDir, name))
    if (!isKnown) throw unknownRun(name, [...names.values()])
    for (const run of found) excluded.set(run, `${LEFT_OUT_BY_HAND}: ${reason}`)
  }
  const runs: LoadedRun[] = []
  const left: SkippedRun[] = []
  const broken: LoadedRun[] = []
  for (const run of all) {
    const reason = excluded.get(run) ?? whyLeftOut(run, wanted)
    if (reason === undefined) runs.push(run)
    else left.push({ runDir: run.runDir, reason })
    const isChosen = excluded.has(run) || run.isDeleted || run.ended === 'pruned'
    if (reason !== undefined && !isChosen) broken.push(run)
  }
  return { runs, left, broken }
}

/** Whether a path is the one that was given, or ends with its parts. */
function isAt(runDir: string, wanted: string): boolean {
  return runDir === wanted || ['/', '#'].some((mark) => runDir.endsWith(`${mark}${wanted}`))
}

function whyLeftOut(
  { isDeleted, ended }: LoadedRun,
  { requireComplete, includeRunning, deleted }: Omit<RecordSelection, 'exclude' | 'leftOut'>,
): string | undefined {
  if (isDeleted && !deleted) return 'it was deleted in its tracker; inputs.deleted=true takes it'
  if (!requireComplete || ended === 'finished' || ended === 'unknown') return undefined
  if (includeRunning && ended === 'running') return undefined
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
