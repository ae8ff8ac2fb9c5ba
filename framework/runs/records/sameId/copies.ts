import { groupBy } from '../../../tables/groupBy.ts'
import type { EpochColumn, LoadedRun, RunFinding, SkippedRun } from '../../runRecord.ts'
import { joinResumed } from './resumedRuns.ts'

/** Whether two runs have one id of their tracker's. */
export function isSameId(a: LoadedRun, b: LoadedRun): boolean {
  return a.runId !== null && a.runId === b.runId
}

/** A run that is left out since another one has its id. */
export function copyWithId(original: LoadedRun, run: LoadedRun): SkippedRun {
  return copyOf(original, run, `: both have the run id ${run.runId}`)
}

/**
 * Sets aside runs that are copies of another one: they have the same run id, and all that was read of
 * them is the same. Counted twice, they would pass for two independent runs. Where only the id is the same, they are one
 * run that was resumed, if their steps go on; else both count, and that is told.
 */
export function separateSameIds(all: readonly LoadedRun[]): {
  readonly runs: LoadedRun[]
  readonly copies: SkippedRun[]
  readonly findings: RunFinding[]
} {
  const withId = all.filter(({ runId }) => runId !== null)
  const copies: SkippedRun[] = []
  const findings: RunFinding[] = []
  /** What stands in the place of a run: itself, what it was joined to, or nothing. */
  const places = new Map<LoadedRun, LoadedRun | undefined>()
  for (const group of groupBy(withId, (run) => run.runId).values()) {
    const distinct: LoadedRun[] = []
    for (const run of namedFirst(group)) {
      const original = distinct.find((each) => isSameRun(each, run))
      if (original === undefined) {
        distinct.push(run)
        continue
      }
      copies.push(copyWithId(original, run))
      places.set(run, undefined)
    }
    const [original, ...others] = distinct as [LoadedRun, ...LoadedRun[]]
    if (others.length === 0) continue
    const joined = joinResumed(distinct)
    if (joined === undefined) findings.push(...others.map((other) => tellSameId(other, original)))
    else
      for (const run of distinct) places.set(run, run.runDir === joined.runDir ? joined : undefined)
  }
  return {
    runs: all.flatMap((run) => (places.has(run) ? (places.get(run) ?? []) : [run])),
    copies,
    findings,
  }
}

/** A run that is left out since another one is the same. */
export function copyOf(original: LoadedRun, { runDir }: LoadedRun, why: string): SkippedRun {
  return { runDir, reason: `it is a copy of ${original.runDir}${why}`, copyOf: original.runDir }
}

function tellSameId({ runDir }: LoadedRun, original: LoadedRun): RunFinding {
  const detail = `it has the run id of ${original.runDir}, but its files differ; both count`
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
  const facts = ({ ended, row, overrides, saved }: LoadedRun) =>
    JSON.stringify([ended, row, overrides, saved])
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
