import { ReportError } from '../../errors.ts'
import { isUnlabelled, type Labels, resolvePositiveLabel } from '../positiveLabel.ts'

export interface SplitScores {
  /** Scores of the positive class, ascending. */
  readonly positives: Float64Array
  /** Scores of the other class, ascending. */
  readonly negatives: Float64Array
  /** Labelled events left out because their score is NaN. */
  readonly nInvalid: number
  /** Events left out because they have no label: NaN or -1. */
  readonly nUnlabelled: number
  /** Why no class can be called positive; both classes are empty then. */
  readonly unclear?: string
}

/**
 * The scores of either class, each sorted: what AUROC and the ROC curve are made from.
 *
 * @param positiveLabel see `resolvePositiveLabel`
 * @throws {ReportError} `LENGTH_MISMATCH` if there are not as many labels as scores
 */
export function splitScores(
  scores: ArrayLike<number>,
  labels: Labels,
  positiveLabel: number | undefined,
): SplitScores {
  const n = scores.length
  if (labels.length !== n) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${n} scores but ${labels.length} labels: pass one label for each score.`,
    )
  }
  const { positive, unclear } = resolvePositiveLabel(labels, positiveLabel)
  const positives = new Float64Array(n)
  const negatives = new Float64Array(n)
  let nPositive = 0
  let nNegative = 0
  let nUnlabelled = 0
  let nInvalid = 0
  for (let i = 0; i < n; i++) {
    const score = Number(scores[i])
    const label = Number(labels[i])
    if (isUnlabelled(label, positive)) nUnlabelled++
    else if (Number.isNaN(score)) nInvalid++
    else if (unclear !== undefined) continue
    else if (label === positive) positives[nPositive++] = score
    else negatives[nNegative++] = score
  }
  return {
    positives: positives.subarray(0, nPositive).sort(),
    negatives: negatives.subarray(0, nNegative).sort(),
    nInvalid,
    nUnlabelled,
    ...(unclear === undefined ? {} : { unclear }),
  }
}
