import { COUNT, checkArguments, checkOptions } from '../../text/checkOptions.ts'
import { readAveragePrecisionInterval } from '../intervals/averagePrecisionInterval.ts'
import type { Labels } from '../positiveLabel.ts'
import { ANY, LABELLED, SCORES } from '../schemas.ts'
import type { AurocCounts } from './auroc.ts'
import { type SplitScores, splitScores } from './splitScores.ts'
import { sweepThresholds, type ThresholdReader } from './sweepThresholds.ts'

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
  /** The interval of the average precision over events; null where a class has fewer than two. */
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
 * The interval is over events, for one trained model: see `readAveragePrecisionInterval`.
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
  split: SplitScores,
  { maxPoints = 500, level = 0.95 }: Pick<PrecisionRecallOptions, 'maxPoints' | 'level'> = {},
): ThresholdReader<PrecisionRecallCurve> {
  const { positives, negatives, nInvalid, nUnlabelled } = split
  const interval = readAveragePrecisionInterval(split, level)
  const [nPositive, nNegative] = [positives.n, negatives.n]
  const counts = { nPositive, nNegative, nInvalid, nUnlabelled }
  const recall: number[] = []
  const precision: number[] = []
  let averagePrecision = 0
  let [lastRecall, lastPrecision] = [0, 0]
  return {
    visit: (positive, negative) => {
      interval.visit(positive, negative)
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
        const none = { averagePrecision: null, low: null, high: null, prevalence: null }
        return { recall: [], precision: [], ...none, ...counts }
      }
      if (recall.at(-1) !== lastRecall) {
        recall.push(lastRecall)
        precision.push(lastPrecision)
      }
      return {
        recall,
        precision,
        averagePrecision,
        ...interval.result(),
        prevalence: positives.sum / (positives.sum + negatives.sum),
        ...counts,
      }
    },
  }
}
