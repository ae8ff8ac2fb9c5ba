import { inOrder, sortNumbers } from '../roc/radixSort.ts'
import { type SplitScores, withTotals } from '../roc/splitScores.ts'
import type { ClassScores, UsableEvents } from './classScores.ts'

/** The usable events from the lowest score of one class to the highest. */
export interface RankedEvents {
  /** Their places among the usable events. What follows is in this order. */
  readonly order: Uint32Array
  readonly scores: Float64Array
  readonly labels: Uint8Array | Int32Array
  /** Undefined where each event counts as one. */
  readonly weights: Float64Array | undefined
}

/** Sorts the usable events by the score of a class; ties keep the order of the events. */
export function rankEvents(
  { scores, nClasses, weights: given }: ClassScores,
  { events, labels, weights }: UsableEvents,
  label: number,
): RankedEvents {
  const n = events.length
  const own = new Float64Array(n)
  for (let i = 0; i < n; i++) own[i] = scores[(events[i] as number) * nClasses + label] as number
  const { values, order } = sortNumbers(own)
  const ranked = labels.slice()
  for (let i = 0; i < n; i++) ranked[i] = labels[order[i] as number] as number
  return {
    order,
    scores: values,
    labels: ranked,
    weights: given && inOrder(weights, order),
  }
}

/** The scores of a class and those of all others, from events that are ranked already. */
export function splitRanked({ scores, labels, weights }: RankedEvents, label: number): SplitScores {
  const side = (isWanted: boolean) =>
    withTotals(
      ofSide(scores, labels, label, isWanted),
      weights && ofSide(weights, labels, label, isWanted),
    )
  return { positives: side(true), negatives: side(false), nInvalid: 0, nUnlabelled: 0 }
}

/** The values of the events of a class, or of all others. */
function ofSide(
  values: Float64Array,
  labels: Uint8Array | Int32Array,
  label: number,
  isWanted: boolean,
): Float64Array {
  const found = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    if ((labels[i] === label) === isWanted) found[n++] = values[i] as number
  }
  return found.subarray(0, n)
}
