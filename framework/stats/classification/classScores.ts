import { ReportError } from '../../errors.ts'
import { checkWeights, type EventTotals } from '../roc/weights.ts'

/** What a classifier says of events, and what they are. */
export interface ClassScores {
  /** [nEvents, nClasses] in C order; higher means more like the class. */
  readonly scores: Float32Array | Float64Array
  /** Of each event the index of its class; below 0 where it has none. */
  readonly labels: Int32Array
  readonly nClasses: number
  /** One per event. Default 1 for each. */
  readonly weights?: ArrayLike<number> | undefined
}

/** The events that numbers are made from. */
export interface UsableEvents {
  /** Their indices, ascending. What follows is by the place of an event among these. */
  readonly events: Uint32Array
  /** In bytes where these suffice: labels are looked up in other orders, which a small array makes faster. */
  readonly labels: Uint8Array | Int32Array
  /** 1 for each where none were given. */
  readonly weights: Float64Array
  /** Labelled events left out: a score is NaN, or the weight is not finite. */
  readonly nInvalid: number
  readonly nUnlabelled: number
  /** By class. */
  readonly classes: readonly EventTotals[]
}

/**
 * The events with a label, scores and a weight; those of weight 0 are left out.
 *
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many labels, scores and weights;
 *   `LABELS_UNCLEAR` for a label beyond the classes; `WEIGHTS_INVALID` for negative weights
 */
export function usableEvents({ scores, labels, nClasses, weights }: ClassScores): UsableEvents {
  const n = labels.length
  if (scores.length !== n * nClasses) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${scores.length} scores for ${n} labels: expected ${n} × ${nClasses}, a score of each class for each event.`,
    )
  }
  if (weights !== undefined) checkWeights(weights, n)
  const sizes = Array.from({ length: nClasses }, () => ({ sum: 0, squares: 0, n: 0 }))
  const events = new Uint32Array(n)
  const usableLabels = nClasses <= 256 ? new Uint8Array(n) : new Int32Array(n)
  const usableWeights = new Float64Array(n)
  let nUsable = 0
  let nInvalid = 0
  let nUnlabelled = 0
  for (let event = 0; event < n; event++) {
    const label = labels[event] as number
    const weight = weights === undefined ? 1 : (weights[event] as number)
    const size = sizes[label]
    if (label < 0) nUnlabelled++
    else if (size === undefined) throw beyondClasses(event, label, nClasses)
    else if (!Number.isFinite(weight) || hasNaN(scores, event * nClasses, nClasses)) nInvalid++
    else if (weight > 0) {
      events[nUsable] = event
      usableLabels[nUsable] = label
      usableWeights[nUsable] = weight
      nUsable++
      size.sum += weight
      size.squares += weight * weight
      size.n++
    }
  }
  return {
    events: events.subarray(0, nUsable),
    labels: usableLabels.subarray(0, nUsable),
    weights: usableWeights.subarray(0, nUsable),
    nInvalid,
    nUnlabelled,
    classes: sizes,
  }
}

function hasNaN(scores: ArrayLike<number>, from: number, length: number): boolean {
  for (let i = from; i < from + length; i++) if (Number.isNaN(scores[i])) return true
  return false
}

function beyondClasses(event: number, label: number, nClasses: number): ReportError {
  return new ReportError(
    'LABELS_UNCLEAR',
    `Event ${event} is of class ${label}, but there are scores of ${nClasses} classes, 0 to ` +
      `${nClasses - 1}: labels count from 0, in the order of the model's outputs.`,
  )
}
