import { groupBy } from '../../../tables/groupBy.ts'
import { readSaved, savedKey } from '../../hydra/savedValues.ts'
import { plansLength } from '../../parameters/plannedLength.ts'
import type { Cell, LoadedRun, RunFinding } from '../../runRecord.ts'

/** A run that got less far than this share of what its siblings did is doubtful. */
const SHORT = 0.5
/** Of fewer runs nobody can tell what is usual. */
const MIN_SIBLINGS = 3

/**
 * Runs of which no file says how they ended, and that got far less far than others of their source with a metric
 * of theirs: their last values may be those of trainings that broke off. A run that got as far as its own parameters
 * or config say, in steps or in epochs, is none.
 */
export function findShorterRuns(runs: readonly LoadedRun[]): RunFinding[] {
  const unknown = runs.filter(({ ended, sources }) => ended === 'unknown' && sources[0] !== 'facts')
  const reached = unknown.flatMap((run) => endsOf(run).map((end) => ({ run, ...end })))
  // Epochs of one run say nothing of another's steps.
  const alike = groupBy(reached, ({ run, axis }) => JSON.stringify([run.sources[0], axis]))
  const found = [...alike.values()].flatMap((siblings) => {
    if (siblings.length < MIN_SIBLINGS) return []
    const sorted = siblings.map(({ last }) => last).sort((a, b) => a - b)
    const usual = sorted[Math.floor(sorted.length / 2)] ?? 0
    return siblings.flatMap(({ run, axis, last }) => {
      if (last >= usual * SHORT || last >= plannedEnd(run, axis)) return []
      const further = siblings.filter((other) => other.last >= usual && shareMetric(run, other.run))
      if (further.length === 0 || (axis === 'step' && hasItsEpochs(run, further))) return []
      const detail = `it ends at ${axis} ${last}, where runs of this kind usually reach ${usual}; no file says whether it finished (inputs.exclude leaves it out)`
      return [{ kind: 'shorter-than-others' as const, runDir: run.runDir, detail }]
    })
  })
  // One that may count either is told of once.
  return [...new Map(found.toReversed().map((each) => [each.runDir, each])).values()].toReversed()
}

/** The last step or epoch, from 0, that the parameters of a run ask for; infinite where they do not say. */
function plannedEnd({ overrides, saved }: LoadedRun, axis: End['axis']): number {
  const isPlanned = (key: string) => plansLength(key, axis)
  const values: (Cell | undefined)[] = [
    ...overrides.filter(({ key }) => isPlanned(key)).map(({ value }) => value),
    ...saved.filter((each) => isPlanned(savedKey(each))).map((each) => readSaved(each).value),
  ]
  const asked = values.filter((value) => typeof value === 'number' && value > 0) as number[]
  return asked.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...asked) - 1
}

/**
 * Whether a run that counts steps is in the last epoch that it was to have. The one epoch of a run that was to have no
 * more has begun with its first step: it counts only where those that got further were to have others.
 */
function hasItsEpochs(run: LoadedRun, further: readonly { readonly run: LoadedRun }[]): boolean {
  const planned = plannedEnd(run, 'epoch')
  const last = lastOn('epoch', run.epochs)
  if (last === undefined || last < planned) return false
  return planned > 0 || further.every((other) => plannedEnd(other.run, 'epoch') > planned)
}

function shareMetric(a: LoadedRun, b: LoadedRun): boolean {
  const names = new Set(b.metrics.map(({ name }) => name))
  return a.metrics.some(({ name }) => names.has(name))
}

interface End {
  readonly axis: 'step' | 'epoch'
  readonly last: number
}

/**
 * The last step of a run or, where epochs are its steps or all that it has, its last epoch. Both, where it broke off at
 * step 0 of epoch 0: whether runs like it count steps or epochs only those tell that got further.
 */
function endsOf({ epochs }: LoadedRun): End[] {
  const [step, epoch] = [lastOn('step', epochs), lastOn('epoch', epochs)]
  if (step === undefined && epoch === undefined) return []
  if (step === undefined) return [{ axis: 'epoch', last: epoch as number }]
  if (step !== epoch) return [{ axis: 'step', last: step }]
  const inEpochs: End = { axis: 'epoch', last: epoch }
  return step === 0 ? [inEpochs, { axis: 'step', last: step }] : [inEpochs]
}

function lastOn(axis: End['axis'], epochs: LoadedRun['epochs']): number | undefined {
  const column = epochs.find(({ name }) => name === axis)
  let last: number | undefined
  if (column?.kind !== 'number') return last
  for (const place of column.values) {
    if (Number.isFinite(place) && (last === undefined || place > last)) last = place
  }
  return last
}
