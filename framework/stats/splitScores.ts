import { ReportError } from '../errors.ts'

export interface SplitScores {
  /** Scores of the positive class, ascending. */
  positives: Float64Array
  /** Scores of the other class, ascending. */
  negatives: Float64Array
  /** Events left out because their score or label is NaN. */
  nInvalid: number
}

/** The scores of either class, each sorted: what AUROC and the ROC curve are made from. */
export function splitScores(
  scores: ArrayLike<number>,
  labels: ArrayLike<number | bigint | boolean>,
  positiveLabel: number,
): SplitScores {
  const n = scores.length
  if (labels.length !== n) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${n} scores but ${labels.length} labels: pass one label for each score.`,
    )
  }
  const positives = new Float64Array(n)
  const negatives = new Float64Array(n)
  let nPositive = 0
  let nNegative = 0
  for (let i = 0; i < n; i++) {
    const score = Number(scores[i])
    const label = Number(labels[i])
    if (Number.isNaN(score) || Number.isNaN(label)) continue
    if (label === positiveLabel) positives[nPositive++] = score
    else negatives[nNegative++] = score
  }
  return {
    positives: positives.subarray(0, nPositive).sort(),
    negatives: negatives.subarray(0, nNegative).sort(),
    nInvalid: n - nPositive - nNegative,
  }
}
