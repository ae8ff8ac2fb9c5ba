import type { Labels } from '../positiveLabel.ts'
import { splitScores } from './splitScores.ts'

export interface RocOptions {
  /** The label whose events should have the higher scores. Default as for `computeAuroc`. */
  positiveLabel?: number | undefined
  /** At most this many points, at least 2. Default 500. */
  maxPoints?: number
}

/** Points of a ROC curve from (0, 0) to (1, 1). */
export interface RocCurve {
  /** False positive rate: share of negatives above the threshold. */
  fpr: number[]
  /** True positive rate: share of positives above the threshold. */
  tpr: number[]
}

/**
 * The ROC curve, thinned to points that are evenly spaced along it (in fpr + tpr), so that a
 * million events draw as fast as a hundred. NaN scores and unlabelled events are left out; a curve
 * has no points where AUROC has no value.
 *
 * @throws {ReportError} `LENGTH_MISMATCH` if there are not as many labels as scores
 */
export function rocCurve(
  scores: ArrayLike<number>,
  labels: Labels,
  { positiveLabel, maxPoints = 500 }: RocOptions = {},
): RocCurve {
  const { positives, negatives } = splitScores(scores, labels, positiveLabel)
  const curve: RocCurve = { fpr: [], tpr: [] }
  if (positives.length === 0 || negatives.length === 0) return curve

  // From the highest score down; equal scores cross the threshold together.
  const spacing = 2 / (maxPoints - 1)
  let positive = positives.length
  let negative = negatives.length
  let last = Number.NEGATIVE_INFINITY
  for (;;) {
    const tpr = 1 - positive / positives.length
    const fpr = 1 - negative / negatives.length
    const isEnd = positive === 0 && negative === 0
    if (isEnd || fpr + tpr - last >= spacing) {
      curve.fpr.push(fpr)
      curve.tpr.push(tpr)
      last = fpr + tpr
    }
    if (isEnd) return curve
    const threshold = Math.max(
      positives[positive - 1] ?? Number.NEGATIVE_INFINITY,
      negatives[negative - 1] ?? Number.NEGATIVE_INFINITY,
    )
    while (positive > 0 && (positives[positive - 1] as number) >= threshold) positive--
    while (negative > 0 && (negatives[negative - 1] as number) >= threshold) negative--
  }
}
