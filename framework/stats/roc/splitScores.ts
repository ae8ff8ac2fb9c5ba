import { ReportError } from '../../errors.ts'
import { eventNumber } from '../eventNumbers.ts'
import { isUnlabelled, type Labels, resolvePositiveLabel } from '../positiveLabel.ts'
import { inOrder, sortNumbers } from './radixSort.ts'
import { checkWeights, type EventTotals } from './weights.ts'

/** The scores of a class, ascending, and what they weigh. */
export interface SortedScores extends EventTotals {
  readonly scores: Float64Array
  /** One per score; undefined where each event counts as one. */
  readonly weights: Float64Array | undefined
}

export interface SplitScores {
  readonly positives: SortedScores
  /** Of the other class. */
  readonly negatives: SortedScores
  /** Labelled events left out because their score is no number (NaN, null or text), or their weight is not finite. */
  readonly nInvalid: number
  /** Events left out because they have no label: NaN, -1, null or text. */
  readonly nUnlabelled: number
  /** Why no class can be called positive; both classes are empty then. */
  readonly unclear?: string
}

/**
 * The scores of either class, each sorted: what AUROC and the ROC curve are made from. Events of weight 0
 * are left out.
 *
 * @param positiveLabel see `resolvePositiveLabel`
 * @param weights one per event. Default 1 for each
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many labels, and weights, as scores;
 *   `WEIGHTS_INVALID` if one is negative
 */
export function splitScores(
  scores: ArrayLike<number>,
  labels: Labels,
  positiveLabel: number | undefined,
  weights?: ArrayLike<number>,
): SplitScores {
  const n = scores.length
  if (labels.length !== n) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${n} scores but ${labels.length} labels: pass one label for each score.`,
    )
  }
  if (weights !== undefined) checkWeights(weights, n)
  const { positive, unclear } = resolvePositiveLabel(labels, positiveLabel)
  const positives = new ClassBuilder(n, weights !== undefined)
  const negatives = new ClassBuilder(n, weights !== undefined)
  let nUnlabelled = 0
  let nInvalid = 0
  for (let i = 0; i < n; i++) {
    const score = eventNumber(scores[i])
    const label = eventNumber(labels[i])
    const weight = weights === undefined ? 1 : (weights[i] as number)
    if (isUnlabelled(label, positive)) nUnlabelled++
    else if (Number.isNaN(score) || !Number.isFinite(weight)) nInvalid++
    else if (unclear !== undefined || weight === 0) continue
    else (label === positive ? positives : negatives).add(score, weight)
  }
  return {
    positives: positives.sorted(),
    negatives: negatives.sorted(),
    nInvalid,
    nUnlabelled,
    ...(unclear === undefined ? {} : { unclear }),
  }
}

class ClassBuilder {
  readonly #scores: Float64Array
  readonly #weights: Float64Array | undefined
  #n = 0

  constructor(capacity: number, isWeighted: boolean) {
    this.#scores = new Float64Array(capacity)
    this.#weights = isWeighted ? new Float64Array(capacity) : undefined
  }

  add(score: number, weight: number): void {
    this.#scores[this.#n] = score
    if (this.#weights) this.#weights[this.#n] = weight
    this.#n++
  }

  sorted(): SortedScores {
    const { values, order } = sortNumbers(this.#scores.subarray(0, this.#n))
    const weights = this.#weights
    return withTotals(values, weights && inOrder(weights, order))
  }
}

/** @param scores ascending */
export function withTotals(scores: Float64Array, weights: Float64Array | undefined): SortedScores {
  const n = scores.length
  if (weights === undefined) return { scores, weights, n, sum: n, squares: n }
  let sum = 0
  let squares = 0
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number
    sum += weight
    squares += weight * weight
  }
  return { scores, weights, n, sum, squares }
}
