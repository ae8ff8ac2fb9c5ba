import type { EpochColumn, LoadedRun, RunFinding, SkippedRun } from '../runRecord.ts'

/**
 * Sets aside runs that are copies of another one: their events bear the same run id, and all that
 * was read of them is the same. Counted twice, they would pass for two independent runs. Where only
 * the id is the same, both count, and that is told.
 */
export function separateCopies(all: readonly LoadedRun[]): {
  readonly runs: LoadedRun[]
  readonly copies: SkippedRun[]
  readonly findings: RunFinding[]
} {
  const byId = originals(all)
  const runs: LoadedRun[] = []
  const copies: SkippedRun[] = []
  const findings: RunFinding[] = []
  for (const run of all) {
    const { runDir, runId } = run
    const original = runId === null ? undefined : byId.get(runId)
    if (original === undefined || original === run) {
      runs.push(run)
    } else if (isSameRun(original, run)) {
      const reason = `it is a copy of ${original.runDir}: both have the run id ${runId}`
      copies.push({ runDir, reason })
    } else {
      runs.push(run)
      const detail = `its events have the run id of ${original.runDir}, but its files differ; both count`
      findings.push({ kind: 'same-run-id', runDir, detail })
    }
  }
  return { runs, copies, findings }
}

/**
 * The run that others of its id are copies of: the first, or the first that is named after its id, as
 * `run-20250101_000000-abcd1234` is and W&B's `latest-run`, copied as a folder, is not.
 */
function originals(all: readonly LoadedRun[]): Map<string, LoadedRun> {
  const byId = new Map<string, LoadedRun>()
  const isNamed = ({ runDir, runId }: LoadedRun) => runId !== null && runDir.endsWith(runId)
  for (const run of all) {
    if (run.runId === null) continue
    const known = byId.get(run.runId)
    if (known === undefined || (!isNamed(known) && isNamed(run))) byId.set(run.runId, run)
  }
  return byId
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
