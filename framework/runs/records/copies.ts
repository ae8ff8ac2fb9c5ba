import type { EpochColumn, LoadedRun, RunFinding, SkippedRun } from '../runRecord.ts'

/**
 * Sets aside runs that are copies of an earlier one: their events bear the same run id, and all that
 * was read of them is the same. Counted twice, they would pass for two independent runs. Where only
 * the id is the same, both count, and that is told.
 */
export function separateCopies(all: readonly LoadedRun[]): {
  readonly runs: LoadedRun[]
  readonly copies: SkippedRun[]
  readonly findings: RunFinding[]
} {
  const byId = new Map<string, LoadedRun>()
  const runs: LoadedRun[] = []
  const copies: SkippedRun[] = []
  const findings: RunFinding[] = []
  for (const run of all) {
    const { runDir, runId } = run
    const original = runId === null ? undefined : byId.get(runId)
    if (original && isSameRun(original, run)) {
      copies.push({
        runDir,
        reason: `it is a copy of ${original.runDir}: both have the run id ${runId}`,
      })
      continue
    }
    runs.push(run)
    if (original) {
      const detail = `its events have the run id of ${original.runDir}, but its files differ; both count`
      findings.push({ kind: 'same-run-id', runDir, detail })
    } else if (runId !== null) {
      byId.set(runId, run)
    }
  }
  return { runs, copies, findings }
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
