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
  const reached = unknown.flatMap((run) => {
    const end = endOf(run)
    return end === null ? [] : [{ run, ...end }]
  })
  // Epochs of one run say nothing of another's steps.
  const alike = groupBy(reached, ({ run, axis }) => JSON.stringify([run.sources[0], axis]))
  return [...alike.values()].flatMap((siblings) => {
    if (siblings.length < MIN_SIBLINGS) return []
    const sorted = siblings.map(({ last }) => last).sort((a, b) => a - b)
    const usual = sorted[Math.floor(sorted.length / 2)] ?? 0
    return siblings.flatMap(({ run, axis, last }) => {
      if (last >= usual * SHORT) return []
      const detail = `it ends at ${axis} ${last}, where runs of this kind usually reach ${usual}; no file says whether it finished (inputs.exclude leaves it out)`
      return [{ kind: 'shorter-than-others' as const, runDir: run.runDir, detail }]
    })
  })
}

/** The last step of a run or, where epochs are its steps or all that it has, its last epoch. */
function endOf({ epochs }: LoadedRun): { axis: 'step' | 'epoch'; last: number } | null {
  const [step, epoch] = ['step', 'epoch'].map((name) => {
    const column = epochs.find((each) => each.name === name)
    let last = Number.NEGATIVE_INFINITY
    if (column?.kind !== 'number') return last
    for (const place of column.values) if (Number.isFinite(place) && place > last) last = place
    return last
  }) as [number, number]
  if (epoch !== Number.NEGATIVE_INFINITY && (step === epoch || step === Number.NEGATIVE_INFINITY)) {
    return { axis: 'epoch', last: epoch }
  }
  return step === Number.NEGATIVE_INFINITY ? null : { axis: 'step', last: step }
}
