import { COUNT, checkArguments, checkOptions } from '../../text/checkOptions.ts'
import type { Labels } from '../positiveLabel.ts'
import { LABELLED, SCORES } from '../schemas.ts'
import { type SplitScores, splitScores } from './splitScores.ts'
import { sweepThresholds, type ThresholdReader } from './sweepThresholds.ts'

export interface RocOptions {
  /** The label whose events should have the higher scores. Default as for `computeAuroc`. */
  readonly positiveLabel?: number | undefined
  /** At most this many points, at least 2. Default 500. */
  readonly maxPoints?: number
  /** One per event. Default 1 for each. */
  readonly weights?: ArrayLike<number> | undefined
}

/** Points of a ROC curve from (0, 0) to (1, 1). */
export interface RocCurve {
  /** False positive rate: share of negatives above the threshold. */
  readonly fpr: number[]
  /** True positive rate: share of positives above the threshold. */
  readonly tpr: number[]
}

/**
 * The ROC curve, thinned to points that are evenly spaced along it (in fpr + tpr), so that a
 * million events draw as fast as a hundred. NaN scores and unlabelled events are left out; a curve
 * has no points where AUROC has no value.
 *
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many labels, and weights, as scores;
 *   `WEIGHTS_INVALID` if one is negative
 */
export function rocCurve(
  scores: ArrayLike<number>,
  labels: Labels,
  options: RocOptions = {},
): RocCurve {
  checkArguments('OPTION_INVALID', 'rocCurve', { scores, labels }, SCORES)
  checkOptions('OPTION_INVALID', 'rocCurve', options, { ...LABELLED, maxPoints: COUNT })
  const { positiveLabel, maxPoints, weights } = options
  const split = splitScores(scores, labels, positiveLabel, weights)
  const reader = readRocCurve(split, maxPoints)
  sweepThresholds(split, reader.visit)
  return reader.result()
}

/** The ROC curve from a sweep of the scores; see `rocCurve`. */
export function readRocCurve(
  { positives, negatives }: SplitScores,
  maxPoints = 500,
): ThresholdReader<RocCurve> {
  const curve: RocCurve = { fpr: [], tpr: [] }
  const spacing = 2 / (maxPoints - 1)
  let last = 0
  const add = (fpr: number, tpr: number) => {
    curve.fpr.push(fpr)
    curve.tpr.push(tpr)
    last = fpr + tpr
  }
  const isEmpty = positives.sum === 0 || negatives.sum === 0
  if (!isEmpty) add(0, 0)
  return {
    visit: (positive, negative) => {
      const tpr = positive.sum / positives.sum
      const fpr = negative.sum / negatives.sum
      if (fpr + tpr - last >= spacing && fpr + tpr < 2) add(fpr, tpr)
    },
    result: () => {
      if (!isEmpty) add(1, 1)
      return curve
    },
  }
}
