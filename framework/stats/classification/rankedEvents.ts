import { ascendingOrder } from '../roc/radixSort.ts'
import type { SortedScores, SplitScores } from '../roc/splitScores.ts'
import type { ClassScores, UsableEvents } from './classScores.ts'

/** The usable events from the lowest score of one class to the highest. */
export interface RankedEvents {
  /** Their places among the usable events. What follows is in this order. */
  readonly order: Uint32Array
  readonly scores: Float64Array
  readonly labels: Int32Array
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
  const order = ascendingOrder(own)
  const ranked = {
    order,
    scores: new Float64Array(n),
    labels: new Int32Array(n),
    weights: given === undefined ? undefined : new Float64Array(n),
  }
  // One after another: each array is looked up here and there, and so has the processor's cache to itself.
  for (let i = 0; i < n; i++) ranked.scores[i] = own[order[i] as number] as number
  for (let i = 0; i < n; i++) ranked.labels[i] = labels[order[i] as number] as number
  for (let i = 0; ranked.weights && i < n; i++) {
    ranked.weights[i] = weights[order[i] as number] as number
  }
  return ranked
}

/** The scores of a class and those of all others, from events that are ranked already. */
export function splitRanked(ranked: RankedEvents, label: number): SplitScores {
  return {
    positives: scoresOf(ranked, (each) => each === label),
    negatives: scoresOf(ranked, (each) => each !== label),
    nInvalid: 0,
    nUnlabelled: 0,
  }
}

function scoresOf(
  { scores, labels, weights }: RankedEvents,
  isWanted: (label: number) => boolean,
): SortedScores {
  const found = new Float64Array(scores.length)
  const foundWeights = weights && new Float64Array(scores.length)
  let n = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < scores.length; i++) {
    if (!isWanted(labels[i] as number)) continue
    const weight = weights === undefined ? 1 : (weights[i] as number)
    if (foundWeights) foundWeights[n] = weight
    found[n++] = scores[i] as number
    sum += weight
    squares += weight * weight
  }
  return { scores: found.subarray(0, n), weights: foundWeights?.subarray(0, n), sum, squares }
}
