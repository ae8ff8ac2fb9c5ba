import { groupBy } from '../../../tables/groupBy.ts'
import type { EpochColumn, LoadedRun, RunFinding, SkippedRun } from '../../runRecord.ts'
import { findRepeats } from './repeatedRuns.ts'
import { joinResumed } from './resumedRuns.ts'

/**
 * Sets aside runs that are copies of another one: their events bear the same run id, and all that was read of
 * them is the same; or, without ids, their settings and everything that they measured are. Counted twice, they
 * would pass for two independent runs. Where only the id is the same, they are one run that was resumed, if their
 * steps go on; else both count, and that is told.
 */
export function separateCopies(all: readonly LoadedRun[]): {
  readonly runs: LoadedRun[]
  readonly copies: SkippedRun[]
  readonly findings: RunFinding[]
} {
  const withId = all.filter(({ runId }) => runId !== null)
  const copies: SkippedRun[] = []
  const findings: RunFinding[] = []
  /** What stands in the place of a run: itself, what it was joined to, or nothing. */
  const places = new Map<LoadedRun, LoadedRun | undefined>()
  for (const [runId, group] of groupBy(withId, (run) => run.runId)) {
    const distinct: LoadedRun[] = []
    for (const run of namedFirst(group)) {
      const original = distinct.find((each) => isSameRun(each, run))
      if (original === undefined) {
        distinct.push(run)
        continue
      }
      copies.push(copyOf(original, run, `: both have the run id ${runId}`))
      places.set(run, undefined)
    }
    const [original, ...others] = distinct as [LoadedRun, ...LoadedRun[]]
    if (others.length === 0) continue
    const joined = joinResumed(distinct)
    if (joined === undefined) findings.push(...others.map((other) => tellSameId(other, original)))
    else
      for (const run of distinct) places.set(run, run.runDir === joined.runDir ? joined : undefined)
  }
  const different = all.flatMap((run) => (places.has(run) ? (places.get(run) ?? []) : [run]))
  const repeats = new Set<LoadedRun>()
  for (const [original, ...others] of findRepeats(different)) {
    if (original === undefined) continue
    for (const run of others) {
      const why =
        ', or the same training done again: its settings and all of its values are the same'
      copies.push(copyOf(original, run, why))
      repeats.add(run)
    }
  }
  return { runs: different.filter((run) => !repeats.has(run)), copies, findings }
}

function copyOf(original: LoadedRun, { runDir }: LoadedRun, why: string): SkippedRun {
  return { runDir, reason: `it is a copy of ${original.runDir}${why}`, copyOf: original.runDir }
}

function tellSameId({ runDir }: LoadedRun, original: LoadedRun): RunFinding {
  const detail = `its events have the run id of ${original.runDir}, but its files differ; both count`
  return { kind: 'same-run-id', runDir, detail }
}

/**
 * Runs of one id, those first that others are copies of: named after the id, as `run-20250101_000000-abcd1234` is and
 * W&B's `latest-run`, copied as a folder, is not.
 */
function namedFirst(group: readonly LoadedRun[]): LoadedRun[] {
  const isNamed = ({ runDir, runId }: LoadedRun) => runId !== null && runDir.endsWith(runId)
  return group.toSorted((a, b) => Number(isNamed(b)) - Number(isNamed(a)))
}

function isSameRun(a: LoadedRun, b: LoadedRun): boolean {
  const facts = ({ row, overrides, saved }: LoadedRun) => JSON.stringify([row, overrides, saved])
  return (
    a.epochs.length === b.epochs.length &&
    a.epochs.every((column, i) => isSameColumn(column, b.epochs[i] as EpochColumn)) &&
    facts(a) === facts(b)
  )
}

function isSameColumn(a: EpochColumn, b: EpochColumn): boolean {
  return (
    a.name === b.name &&
    a.values.length === b.values.length &&
    a.values.every((value: unknown, row: number) => Object.is(value, b.values[row]))
  )
}
