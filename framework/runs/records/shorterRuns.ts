import { groupBy } from '../../tables/groupBy.ts'
import type { LoadedRun, RunFinding } from '../runRecord.ts'

/** A run that got less far than this share of what its siblings did is doubtful. */
const SHORT = 0.5
/** Of fewer runs nobody can tell what is usual. */
const MIN_SIBLINGS = 3

/**
 * Runs of which no file says how they ended, and that got far less far than others of their source:
 * their last values may be those of trainings that broke off.
 */
export function findShorterRuns(runs: readonly LoadedRun[]): RunFinding[] {
  const unknown = runs.filter(({ ended, sources }) => ended === 'unknown' && sources[0] !== 'facts')
  return [...groupBy(unknown, ({ sources }) => sources[0]).values()].flatMap((siblings) => {
    if (siblings.length < MIN_SIBLINGS) return []
    const reached = siblings.map((run) => ({ run, steps: lastStep(run) }))
    const known = reached.flatMap(({ steps }) => (steps === null ? [] : [steps]))
    const usual = known.sort((a, b) => a - b)[Math.floor(known.length / 2)] ?? 0
    return reached.flatMap(({ run, steps }) => {
      if (steps === null || steps >= usual * SHORT) return []
      const detail = `it ends at ${steps}, where runs of this kind usually reach ${usual}; no file says whether it finished (inputs.exclude leaves it out)`
      return [{ kind: 'shorter-than-others' as const, runDir: run.runDir, detail }]
    })
  })
}

/** The last step of a run, or else its last epoch. */
function lastStep({ epochs }: LoadedRun): number | null {
  for (const axis of ['step', 'epoch']) {
    const column = epochs.find(({ name }) => name === axis)
    if (column?.kind !== 'number') continue
    let last = Number.NEGATIVE_INFINITY
    for (const step of column.values) if (Number.isFinite(step) && step > last) last = step
    if (last !== Number.NEGATIVE_INFINITY) return last
  }
  return null
}
