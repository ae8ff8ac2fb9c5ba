import { COUNT, checkArguments, checkOptions } from '../../text/checkOptions.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { checkLevel } from '../intervals/bootstrap.ts'
import type { Labels } from '../positiveLabel.ts'
import { ANY, LABELLED, SCORES } from '../schemas.ts'
import type { AurocCounts } from './auroc.ts'
import { type SplitScores, splitScores } from './splitScores.ts'
import { sweepThresholds, type ThresholdReader } from './sweepThresholds.ts'
import { effectiveNumber } from './weights.ts'

export interface PrecisionRecallOptions {
  /** The label whose events should have the higher scores. Default as for `computeAuroc`. */
  readonly positiveLabel?: number | undefined
  /** At most this many points, at least 2. Default 500. */
  readonly maxPoints?: number
  /** Coverage of the interval, within (0, 1). Default 0.95. */
  readonly level?: number
  /** One per event. Default 1 for each. */
  readonly weights?: ArrayLike<number> | undefined
}

/** Precision against recall, with the area under its steps. */
export interface PrecisionRecallCurve extends AurocCounts {
  /** Ascending up to 1: the share of the positives at or above a threshold. */
  readonly recall: readonly number[]
  /** The share of positives among all events at or above it. */
  readonly precision: readonly number[]
  /** Null where a class has no events; the curve has no points then. */
  readonly averagePrecision: number | null
  /** The interval of the average precision over events; null for a single positive, and where
   * the average precision is exactly 1. */
  readonly low: number | null
  readonly high: number | null
  /** The share of positives, which is the precision of scores that tell nothing. */
  readonly prevalence: number | null
}

/**
 * Precision and recall at every score that a positive has, thinned evenly in recall, and the average
 * precision: the sum of precision × rise in recall over all thresholds (scikit-learn's
 * `average_precision_score`), so that the curve is read as steps, not as lines between its points,
 * which would be too good (Davis and Goadrich, ICML 2006).
 *
 * The interval is the logit interval of Boyd, Eng and Page (ECML PKDD 2013), over events, for one
 * trained model; with weights, of the effective number of positives.
 *
 * @param scores one per event; higher means more likely positive. NaNs are counted and left out
 * @param labels one per event, as for `computeAuroc`
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many labels, and weights, as scores;
 *   `WEIGHTS_INVALID` if one is negative; `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function precisionRecallCurve(
  scores: ArrayLike<number>,
  labels: Labels,
  options: PrecisionRecallOptions = {},
): PrecisionRecallCurve {
  checkArguments('OPTION_INVALID', 'precisionRecallCurve', { scores, labels }, SCORES)
  checkOptions('OPTION_INVALID', 'precisionRecallCurve', options, {
    ...LABELLED,
    maxPoints: COUNT,
    level: ANY,
  })
  const { positiveLabel, weights } = options
  const split = splitScores(scores, labels, positiveLabel, weights)
  const reader = readPrecisionRecall(split, options)
  sweepThresholds(split, reader.visit)
  return reader.result()
}

/** The curve from a sweep of the scores; see `precisionRecallCurve`. */
export function readPrecisionRecall(
  { positives, negatives, nInvalid, nUnlabelled }: SplitScores,
  { maxPoints = 500, level = 0.95 }: Pick<PrecisionRecallOptions, 'maxPoints' | 'level'> = {},
): ThresholdReader<PrecisionRecallCurve> {
  checkLevel(level)
  const [nPositive, nNegative] = [positives.n, negatives.n]
  const counts = { nPositive, nNegative, nInvalid, nUnlabelled }
  const recall: number[] = []
  const precision: number[] = []
  let averagePrecision = 0
  let [lastRecall, lastPrecision] = [0, 0]
  return {
    visit: (positive, negative) => {
      if (positive.sumHere === 0) return
      lastPrecision = positive.sum / (positive.sum + negative.sum)
      lastRecall = positive.sum / positives.sum
      averagePrecision += lastPrecision * (positive.sumHere / positives.sum)
      if (lastRecall - (recall.at(-1) ?? -1) < 1 / (maxPoints - 1)) return
      recall.push(lastRecall)
      precision.push(lastPrecision)
    },
    result: () => {
      if (nPositive === 0 || nNegative === 0) {
        const none = { averagePrecision: null, ...NO_INTERVAL, prevalence: null }
        return { recall: [], precision: [], ...none, ...counts }
      }
      if (recall.at(-1) !== lastRecall) {
        recall.push(lastRecall)
        precision.push(lastPrecision)
      }
      const n = effectiveNumber(positives)
      return {
        recall,
        precision,
        averagePrecision,
        ...(nPositive > 1 ? logitInterval(averagePrecision, n, level) : NO_INTERVAL),
        prevalence: positives.sum / (positives.sum + negatives.sum),
        ...counts,
      }
    },
  }
}

const NO_INTERVAL = { low: null, high: null } as const

/** Within (0, 1), since it is made on the logits; a share of exactly 0 or 1 has no width there. */
function logitInterval(
  share: number,
  n: number,
  level: number,
): { low: number | null; high: number | null } {
  if (share <= 0 || share >= 1) return NO_INTERVAL
  const logit = Math.log(share / (1 - share))
  const halfWidth = normalQuantile((1 + level) / 2) / Math.sqrt(n * share * (1 - share))
  const fromLogit = (x: number) => 1 / (1 + Math.exp(-x))
  return { low: fromLogit(logit - halfWidth), high: fromLogit(logit + halfWidth) }
}
