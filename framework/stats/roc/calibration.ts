import { COUNT, checkArguments, checkOptions, NUMBERS } from '../../text/checkOptions.ts'
import { eventNumber } from '../eventNumbers.ts'
import { quantile } from '../intervals/quantile.ts'
import { wilsonInterval } from '../intervals/wilson.ts'
import type { Labels } from '../positiveLabel.ts'
import { ANY, LABELLED } from '../schemas.ts'
import type { AurocCounts } from './auroc.ts'
import { type SortedScores, splitScores } from './splitScores.ts'
import { effectiveNumber } from './weights.ts'

export interface CalibrationOptions {
  /** The label whose probability the scores are. Default as for `computeAuroc`. */
  readonly positiveLabel?: number | undefined
  /** Bins of about as many events each; equal scores share a bin. Default 10, or fewer of at least 5 events. */
  readonly bins?: number
  /** Coverage of the intervals, within (0, 1). Default 0.95. */
  readonly level?: number
  /** One per event. Default 1 for each. */
  readonly weights?: ArrayLike<number> | undefined
}

/** Shares of fewer events are 0 or 1 by chance. */
const BINS = { usual: 10, leastEvents: 5 }

/** The events of one range of predicted probabilities. */
export interface CalibrationBin {
  /** Mean predicted probability. */
  readonly predicted: number
  /** Share of positives, with Wilson's interval. */
  readonly observed: number
  readonly low: number
  readonly high: number
  /** Events, whatever they weigh. */
  readonly n: number
}

export interface Calibration extends AurocCounts {
  /** By predicted probability; none without events. Of events of one class, each observes 0 or 1. */
  readonly bins: readonly CalibrationBin[]
  /**
   * Expected calibration error: the mean distance of observed from predicted over the bins, weighted
   * by their events or the events' weights (Naeini, Cooper and Hauskrecht, AAAI 2015). Null without bins.
   */
  readonly ece: number | null
  /**
   * What the expected calibration error of a calibrated model would be on average, for that many events of these
   * probabilities: even its shares scatter. To within a tenth. Null without bins.
   */
  readonly eceByChance: number | null
  /** Mean squared distance of the probabilities from the outcomes (Brier score). Null without bins. */
  readonly brier: number | null
}

/**
 * How often events are positive, against the probability that was predicted, in bins of equal numbers
 * of events: the bins' edges are quantiles of the scores (as scikit-learn's `calibration_curve` with
 * `strategy='quantile'` has them). Shares and means are weighted, the bins are not.
 *
 * @param probabilities one per event, within [0, 1]; NaNs are counted and left out
 * @param labels one per event, as for `computeAuroc`
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many labels, and weights, as
 *   probabilities; `WEIGHTS_INVALID` if one is negative; `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function calibrate(
  probabilities: ArrayLike<number>,
  labels: Labels,
  options: CalibrationOptions = {},
): Calibration {
  checkArguments(
    'OPTION_INVALID',
    'calibrate',
    { probabilities, labels },
    { probabilities: NUMBERS, labels: NUMBERS },
  )
  checkOptions('OPTION_INVALID', 'calibrate', options, { ...LABELLED, bins: COUNT, level: ANY })
  const { positiveLabel, bins, level = 0.95, weights } = options
  const split = splitScores(probabilities, labels, positiveLabel, weights)
  const { positives, negatives, nInvalid, nUnlabelled } = split
  const [nPositive, nNegative] = [positives.n, negatives.n]
  const counts = { nPositive, nNegative, nInvalid, nUnlabelled }
  if (nPositive + nNegative === 0) {
    return { bins: [], ece: null, eceByChance: null, brier: null, ...counts }
  }

  const all = merged(positives.scores, negatives.scores)
  const nBins = bins ?? Math.max(1, Math.min(BINS.usual, Math.floor(all.length / BINS.leastEvents)))
  const edges = Array.from({ length: nBins - 1 }, (_, i) => quantile(all, (i + 1) / nBins))
  const ofPositives = sumsWithin(positives, edges)
  const ofNegatives = sumsWithin(negatives, edges)
  const total = positives.sum + negatives.sum
  let [distance, byChance] = [0, 0]
  const calibrated = ofPositives.flatMap((positive, i): CalibrationBin[] => {
    const both = added(positive, ofNegatives[i] as Sums)
    if (both.n === 0) return []
    const predicted = both.predicted / both.sum
    const observed = positive.sum / both.sum
    distance += both.sum * Math.abs(observed - predicted)
    byChance += meanDistance(both)
    const effective = effectiveNumber(both)
    const interval = wilsonInterval(observed * effective, effective, level)
    return [{ predicted, observed, ...interval, n: both.n }]
  })
  const squares =
    weightedSum(positives, (p) => (1 - p) ** 2) + weightedSum(negatives, (p) => p ** 2)
  const ofDistances = { ece: distance / total, eceByChance: byChance / total }
  return { bins: calibrated, ...ofDistances, brier: squares / total, ...counts }
}

/**
 * How far the weights of positives are from their expectation on average, if events are positive as often as
 * predicted: as of a normal distribution or, where less than one positive or negative is expected, of a binomial one
 * (De Moivre's mean deviation).
 */
function meanDistance({ sum, squares, predicted, variance }: Omit<Sums, 'n'>): number {
  const n = effectiveNumber({ sum, squares })
  const rarer = Math.min(predicted, sum - predicted) / sum
  return n * rarer < 1 ? 2 * sum * rarer * (1 - rarer) ** n : Math.sqrt((2 / Math.PI) * variance)
}

/** Two ascending sequences as one. */
function merged(first: Float64Array, second: Float64Array): Float64Array {
  const all = new Float64Array(first.length + second.length)
  let [i, j] = [0, 0]
  for (let place = 0; place < all.length; place++) {
    const isFirst = j === second.length || (first[i] as number) <= (second[j] as number)
    all[place] = (isFirst ? first[i++] : second[j++]) as number
  }
  return all
}

interface Sums {
  n: number
  /** Of the weights, of their squares, and of the weighted probabilities. */
  sum: number
  squares: number
  predicted: number
  /** Of the sum of the weights of positives, if events are positive as often as predicted. */
  variance: number
}

function added(one: Sums, other: Sums): Sums {
  return {
    n: one.n + other.n,
    sum: one.sum + other.sum,
    squares: one.squares + other.squares,
    predicted: one.predicted + other.predicted,
    variance: one.variance + other.variance,
  }
}

/** Sums over the sorted values up to each edge from the one before, and beyond the last. */
function sumsWithin({ scores, weights }: SortedScores, edges: readonly number[]): Sums[] {
  const bins = Array.from(
    { length: edges.length + 1 },
    (): Sums => ({ n: 0, sum: 0, squares: 0, predicted: 0, variance: 0 }),
  )
  let bin = 0
  scores.forEach((value, i) => {
    while (bin < edges.length && value > (edges[bin] as number)) bin++
    const sums = bins[bin] as Sums
    const weight = weights?.[i] ?? 1
    sums.n++
    sums.sum += weight
    sums.squares += weight * weight
    sums.predicted += weight * value
    sums.variance += weight * weight * value * (1 - value)
  })
  return bins
}

function weightedSum({ scores, weights }: SortedScores, of: (score: number) => number): number {
  return scores.reduce((sum, score, i) => sum + (weights?.[i] ?? 1) * of(score), 0)
}

export const PROBABILITY_RANGES = 25

/**
 * Numbers of events, or sums of their weights, in 25 equal ranges of the probability; the last holds 1. What
 * is no number is left out.
 *
 * @param weights one per probability. Default 1 for each
 */
export function distributeProbabilities(
  probabilities: ArrayLike<number>,
  weights?: ArrayLike<number>,
): number[] {
  const counts = new Array<number>(PROBABILITY_RANGES).fill(0)
  for (let i = 0; i < probabilities.length; i++) {
    const probability = eventNumber(probabilities[i])
    if (Number.isNaN(probability)) continue
    const range = Math.min(PROBABILITY_RANGES - 1, Math.floor(probability * PROBABILITY_RANGES))
    counts[range] = (counts[range] as number) + (weights === undefined ? 1 : (weights[i] as number))
  }
  return counts
}
