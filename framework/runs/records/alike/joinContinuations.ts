import { posix } from 'node:path'
import { groupBy } from '../../../tables/groupBy.ts'
import { listSome } from '../../../text/lists.ts'
import { compareNatural } from '../../../text/naturalOrder.ts'
import type { LoadedRun } from '../../runRecord.ts'
import { isOfResume } from '../parts/joinContinued.ts'
import { joinTwo, spanOn } from '../sameId/resumedRuns.ts'
import { retraces } from './retraces.ts'
import { settingsKey } from './settingsKey.ts'

/**
 * Joins the records of a training that was resumed, of which a logger put each into a folder of its own beside the
 * others (`version_0`, `version_1`): of equal parameters but for what a resume changes, the later one begins in the
 * second half of the earlier one or after it, and gets as far. Runs that were started anew begin where the others do.
 * Where a record may go on with several, it does with the one whose values it has at the steps of both; without one,
 * nobody knows with which: this is told.
 */
export function joinContinuations(runs: readonly LoadedRun[]): {
  readonly runs: LoadedRun[]
  /** The records that are parts of a longer run now. */
  readonly joined: ReadonlySet<LoadedRun>
} {
  const joined = new Set<LoadedRun>()
  const siblings = groupBy(runs.filter(mayBeSession), siblingsKey)
  /** What stands in the place of a run that is a session: what it was joined to, or nothing. */
  const places = new Map<LoadedRun, LoadedRun | undefined>()
  for (const group of siblings.values()) {
    if (group.length < 2) continue
    const open: Session[] = []
    for (const run of group.toSorted((a, b) => compareNatural(a.runDir, b.runDir))) {
      const earlier = predecessorsOf(run, open)
      const [only, ...others] = earlier
      if (only === undefined || others.length > 0) {
        const whole = only === undefined ? run : withDoubt(run, earlier)
        places.set(run, whole)
        open.push({ whole, last: run })
        continue
      }
      places.set(only.last, undefined)
      joined.add(only.last).add(run)
      only.whole = joinTwo(only.whole, run, 'which has the same parameters')
      only.last = run
      places.set(run, only.whole)
    }
  }
  return {
    runs: runs.flatMap((run) => (places.has(run) ? (places.get(run) ?? []) : [run])),
    joined,
  }
}

/** A training as far as it is known, and the record that stands for it. */
interface Session {
  whole: LoadedRun
  last: LoadedRun
}

/**
 * The trainings that a run may continue: of several only the one whose last steps it trained again, where the values
 * tell which that is.
 */
function predecessorsOf(run: LoadedRun, open: readonly Session[]): readonly Session[] {
  const possible = open.filter(({ whole }) => goesOn(whole, run))
  if (possible.length < 2) return possible
  const retraced = possible.filter(({ whole }) => retraces(whole, run))
  return retraced.length === 1 ? retraced : possible
}

/** Trackers with ids say themselves what was resumed, and the runs in one file are none of one another. */
function mayBeSession({ isJob, isDeleted, runId, overrides, runDir }: LoadedRun): boolean {
  return !isJob && !isDeleted && runId === null && overrides.length > 0 && !runDir.includes('#')
}

function siblingsKey(run: LoadedRun): string {
  return JSON.stringify([run.sources, posix.dirname(run.runDir), settingsKey(run, isOfResume)])
}

function goesOn(earlier: LoadedRun, later: LoadedRun): boolean {
  const [before, after] = [spanOn('step', earlier), spanOn('step', later)]
  if (before === undefined || after === undefined || beginsAnew(earlier, later)) return false
  return after.first > (before.first + before.last) / 2 && after.last >= before.last
}

/** A training of other batches has other steps, and counts its epochs from the first all the same. */
function beginsAnew(earlier: LoadedRun, later: LoadedRun): boolean {
  const [before, after] = [spanOn('epoch', earlier), spanOn('epoch', later)]
  if (before === undefined || after === undefined) return false
  return before.last > before.first && after.first <= before.first
}

function withDoubt(run: LoadedRun, earlier: readonly Session[]): LoadedRun {
  const names = earlier.map(({ whole }) => posix.basename(whole.runDir))
  const detail =
    `it begins at step ${spanOn('step', run)?.first}, as if it went on with one of ${listSome(names)}, which have the same ` +
    'parameters: nobody knows which, and all count (inputs.exclude leaves runs out)'
  return { ...run, findings: [...run.findings, { kind: 'source-remark', detail }] }
}
