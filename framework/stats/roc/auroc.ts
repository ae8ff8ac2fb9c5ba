import { checkArguments, checkOptions } from '../../text/checkOptions.ts'
import { checkLevel } from '../intervals/bootstrap.ts'
import {
  countLabels,
  DEFAULT_POSITIVE_LABEL,
  describeLabels,
  type Labels,
} from '../positiveLabel.ts'
import { ANY, LABELLED, SCORES } from '../schemas.ts'
import { aurocInterval } from './aurocInterval.ts'
import { type SortedScores, type SplitScores, splitScores } from './splitScores.ts'
import { sweepThresholds } from './sweepThresholds.ts'
import { effectiveNumber } from './weights.ts'

export interface AurocOptions {
  /**
   * The label whose events should have the higher scores; it may be any number. Default 0, signal,
   * as in reports (`inference.positive_label`): the reconstruction error is an anomaly score. The
   * default holds for labels 0 and 1 alone; others need one.
   */
  readonly positiveLabel?: number | undefined
  /** Coverage of the interval, within (0, 1). Default 0.95. */
  readonly level?: number
  /** One per event. Default 1 for each. */
  readonly weights?: ArrayLike<number> | undefined
}

/** Events by what became of them. */
export interface AurocCounts {
  readonly nPositive: number
  readonly nNegative: number
  /** Labelled events left out because their score is no number (NaN, null or text), or their weight is not finite. */
  readonly nInvalid: number
  /** Events left out because they have no label: NaN, -1, null or text. */
  readonly nUnlabelled: number
}

export interface AurocValue extends AurocCounts {
  /** The probability that a positive scores above a negative, ties counted half. */
  readonly auroc: number
  /** The interval, which `aurocInterval` describes; null when a class has fewer than two events. */
  readonly low: number | null
  readonly high: number | null
  /** DeLong's standard error; null like the interval. */
  readonly se: number | null
}

export interface NoAuroc extends AurocCounts {
  readonly auroc: null
  readonly low: null
  readonly high: null
  readonly se: null
  /** Why there is no value, as a sentence. */
  readonly reason: string
}

export type Auroc = AurocValue | NoAuroc

/**
 * Area under the ROC curve, with DeLong's standard error (Biometrics 44, 1988) in O(n log n): both classes are sorted
 * once and merged. Its confidence interval takes the shape of Newcombe's, since DeLong's own, the area ± 1.96 standard
 * errors, is far too narrow near 1. The classes must be different events; for
 * the same events before and after a corruption see `pairedAuroc`. With weights, the variance of each
 * class is that of a weighted mean of its structural components, over the effective number of events.
 *
 * The interval is over events, for one trained model; the spread over seeds is another thing, for
 * which see `bootstrapInterval`.
 *
 * @param scores one per event; higher means more likely positive. NaNs, null and text are counted and left out
 * @param labels one per event; `positiveLabel` is positive, any other number negative, NaN and -1
 *   unlabelled (-1 is a label where it is the positive one)
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many labels, and weights, as scores;
 *   `WEIGHTS_INVALID` if one is negative; `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function computeAuroc(
  scores: ArrayLike<number>,
  labels: Labels,
  options: AurocOptions = {},
): Auroc {
  checkArguments('OPTION_INVALID', 'computeAuroc', { scores, labels }, SCORES)
  checkOptions('OPTION_INVALID', 'computeAuroc', options, { ...LABELLED, level: ANY })
  const { positiveLabel, level = 0.95, weights } = options
  checkLevel(level)
  const split = splitScores(scores, labels, positiveLabel, weights)
  const { positives, negatives, nInvalid, nUnlabelled } = split
  const counts = {
    nPositive: positives.n,
    nNegative: negatives.n,
    nInvalid,
    nUnlabelled,
  }
  const reason = whyNone(split, labels, { positiveLabel, weights })
  if (reason !== undefined)
    return { auroc: null, low: null, high: null, se: null, ...counts, reason }

  const auroc = areaOf(split)
  if (counts.nPositive < 2 || counts.nNegative < 2) {
    return { auroc, low: null, high: null, se: null, ...counts }
  }
  const se = standardError(split, auroc)
  const sizes = [{ a: effectiveNumber(positives), b: effectiveNumber(negatives) }]
  return { auroc, ...aurocInterval({ auroc, se, sizes }, level), se, ...counts }
}

/** The share of pairs that are in order, ties counted half. */
function areaOf({ positives, negatives }: SplitScores): number {
  let wins = 0
  sweepThresholds({ positives, negatives }, (positive, negative) => {
    wins += positive.sumHere * (negatives.sum - negative.sum + negative.sumHere / 2)
  })
  return wins / (positives.sum * negatives.sum)
}

/**
 * From the variances of the structural components: of a positive, the share of negatives below it (ties
 * half), of a negative that of positives above it.
 */
function standardError({ positives, negatives }: SplitScores, auroc: number): number {
  let ofPositives = 0
  let ofNegatives = 0
  sweepThresholds({ positives, negatives }, (positive, negative) => {
    const below = (negatives.sum - negative.sum + negative.sumHere / 2) / negatives.sum
    const above = (positive.sum - positive.sumHere / 2) / positives.sum
    ofPositives += positive.squaresHere * (below - auroc) ** 2
    ofNegatives += negative.squaresHere * (above - auroc) ** 2
  })
  return Math.sqrt(varianceOfMean(ofPositives, positives) + varianceOfMean(ofNegatives, negatives))
}

/** @param squares of the deviations, times the squared weights, summed over a class */
function varianceOfMean(squares: number, events: SortedScores): number {
  const n = effectiveNumber(events)
  return (squares / events.sum ** 2) * (n / (n - 1))
}

function whyNone(
  { positives, negatives, unclear }: SplitScores,
  labels: Labels,
  { positiveLabel, weights }: Pick<AurocOptions, 'positiveLabel' | 'weights'>,
): string | undefined {
  if (unclear !== undefined) return `The ${unclear}: give positiveLabel.`
  if (positives.sum > 0 && negatives.sum > 0) return undefined
  const counts = countLabels(labels, positiveLabel)
  if (counts.size === 0)
    return 'No event has a label: each is NaN, -1 or no number, or there are none.'
  const positive = positiveLabel ?? DEFAULT_POSITIVE_LABEL
  const found = `labels are ${describeLabels(counts)}, positive is ${positive}`
  const hasBothClasses = counts.has(positive) && counts.size > 1
  if (hasBothClasses) {
    const missing = weights === undefined ? 'score' : 'score and a weight above 0'
    return `No event of one of the classes has a ${missing}: ${found}.`
  }
  return `AUROC needs events of two classes: ${found}.`
}
