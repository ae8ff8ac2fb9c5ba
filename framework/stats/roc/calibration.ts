import { quantile } from '../intervals/quantile.ts'
import { wilsonInterval } from '../intervals/wilson.ts'
import type { Labels } from '../positiveLabel.ts'
import type { AurocCounts } from './auroc.ts'
import { splitScores } from './splitScores.ts'

export interface CalibrationOptions {
  /** The label whose probability the scores are. Default as for `computeAuroc`. */
  readonly positiveLabel?: number | undefined
  /** Bins of about as many events each; equal scores share a bin. Default 10. */
  readonly bins?: number
  /** Coverage of the intervals, within (0, 1). Default 0.95. */
  readonly level?: number
}

/** The events of one range of predicted probabilities. */
export interface CalibrationBin {
  /** Mean predicted probability. */
  readonly predicted: number
  /** Share of positives, with Wilson's interval. */
  readonly observed: number
  readonly low: number
  readonly high: number
  readonly n: number
}

export interface Calibration extends AurocCounts {
  /** By predicted probability; none where a class has no events. */
  readonly bins: readonly CalibrationBin[]
  /**
   * Expected calibration error: the mean distance of observed from predicted over the bins, weighted
   * by their events (Naeini, Cooper and Hauskrecht, AAAI 2015). Null without bins.
   */
  readonly ece: number | null
  /** Mean squared distance of the probabilities from the outcomes (Brier score). Null without bins. */
  readonly brier: number | null
}

/**
 * How often events are positive, against the probability that was predicted, in bins of equal numbers
 * of events: the bins' edges are quantiles of the scores (as scikit-learn's `calibration_curve` with
 * `strategy='quantile'` has them).
 *
 * @param probabilities one per event, within [0, 1]; NaNs are counted and left out
 * @param labels one per event, as for `computeAuroc`
 * @throws {ReportError} `LENGTH_MISMATCH` if there are not as many labels as probabilities;
 *   `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function calibrate(
  probabilities: ArrayLike<number>,
  labels: Labels,
  { positiveLabel, bins: nBins = 10, level = 0.95 }: CalibrationOptions = {},
): Calibration {
  const split = splitScores(probabilities, labels, positiveLabel)
  const { positives, negatives, nInvalid, nUnlabelled } = split
  const [nPositive, nNegative] = [positives.length, negatives.length]
  const counts = { nPositive, nNegative, nInvalid, nUnlabelled }
  if (nPositive === 0 || nNegative === 0) return { bins: [], ece: null, brier: null, ...counts }

  const all = new Float64Array(nPositive + nNegative)
  all.set(positives)
  all.set(negatives, nPositive)
  all.sort()
  const edges = Array.from({ length: nBins - 1 }, (_, i) => quantile(all, (i + 1) / nBins))
  const ofPositives = sumsWithin(positives, edges)
  const ofNegatives = sumsWithin(negatives, edges)
  const bins = ofPositives.flatMap((positive, i): CalibrationBin[] => {
    const negative = ofNegatives[i] as Sums
    const n = positive.n + negative.n
    if (n === 0) return []
    const predicted = (positive.sum + negative.sum) / n
    return [{ predicted, observed: positive.n / n, ...wilsonInterval(positive.n, n, level), n }]
  })
  const distances = bins.map(({ predicted, observed, n }) => n * Math.abs(observed - predicted))
  const squares =
    positives.reduce((sum, p) => sum + (1 - p) ** 2, 0) +
    negatives.reduce((sum, p) => sum + p ** 2, 0)
  return {
    bins,
    ece: distances.reduce((sum, distance) => sum + distance, 0) / all.length,
    brier: squares / all.length,
    ...counts,
  }
}

interface Sums {
  n: number
  sum: number
}

/** Number and sum of the sorted values up to each edge from the one before, and beyond the last. */
function sumsWithin(sorted: Float64Array, edges: readonly number[]): Sums[] {
  const bins = Array.from({ length: edges.length + 1 }, (): Sums => ({ n: 0, sum: 0 }))
  let bin = 0
  for (const value of sorted) {
    while (bin < edges.length && value > (edges[bin] as number)) bin++
    const sums = bins[bin] as Sums
    sums.n++
    sums.sum += value
  }
  return bins
}
