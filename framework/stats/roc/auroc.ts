import { normalQuantile } from '../distributions/normal.ts'
import { checkLevel } from '../intervals/bootstrap.ts'
import {
  countLabels,
  DEFAULT_POSITIVE_LABEL,
  describeLabels,
  type Labels,
} from '../positiveLabel.ts'
import { type SplitScores, splitScores } from './splitScores.ts'

export interface AurocOptions {
  /**
   * The label whose events should have the higher scores; it may be any number. Default 0, signal,
   * as in reports (`inference.positive_label`): the reconstruction error is an anomaly score. The
   * default holds for labels 0 and 1 alone; others need one.
   */
  readonly positiveLabel?: number | undefined
  /** Coverage of the interval, within (0, 1). Default 0.95. */
  readonly level?: number
}

/** Events by what became of them. */
export interface AurocCounts {
  readonly nPositive: number
  readonly nNegative: number
  /** Labelled events left out because their score is NaN. */
  readonly nInvalid: number
  /** Events left out because they have no label: NaN or -1. */
  readonly nUnlabelled: number
}

export interface AurocValue extends AurocCounts {
  /** The probability that a positive scores above a negative, ties counted half. */
  readonly auroc: number
  /** DeLong's interval, cut to [0, 1]; null when a class has fewer than two events. */
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
 * Area under the ROC curve, with DeLong's confidence interval (Biometrics 44, 1988) in
 * O(n log n): both classes are sorted once and merged. The classes must be different events; for
 * the same events before and after a corruption see `pairedAuroc`.
 *
 * The interval is over events, for one trained model; the spread over seeds is another thing, for
 * which see `bootstrapInterval`.
 *
 * @param scores one per event; higher means more likely positive. NaNs are counted and left out
 * @param labels one per event; `positiveLabel` is positive, any other number negative, NaN and -1
 *   unlabelled (-1 is a label where it is the positive one)
 * @throws {ReportError} `LENGTH_MISMATCH` if there are not as many labels as scores;
 *   `INTERVAL_OPTION_INVALID` if the level is not within (0, 1)
 */
export function computeAuroc(
  scores: ArrayLike<number>,
  labels: Labels,
  { positiveLabel, level = 0.95 }: AurocOptions = {},
): Auroc {
  checkLevel(level)
  const split = splitScores(scores, labels, positiveLabel)
  const { positives, negatives, nInvalid, nUnlabelled } = split
  const counts = {
    nPositive: positives.length,
    nNegative: negatives.length,
    nInvalid,
    nUnlabelled,
  }
  const reason = whyNone(split, labels, positiveLabel)
  if (reason !== undefined)
    return { auroc: null, low: null, high: null, se: null, ...counts, reason }

  const wins = countWins(positives, negatives)
  const losses = countWins(negatives, positives)
  const auroc = wins.sum / (positives.length * negatives.length)
  if (positives.length < 2 || negatives.length < 2) {
    return { auroc, low: null, high: null, se: null, ...counts }
  }
  const se = Math.sqrt(
    varianceOfMean(wins, positives.length, negatives.length) +
      varianceOfMean(losses, negatives.length, positives.length),
  )
  return { auroc, ...aurocInterval(auroc, se, level), se, ...counts }
}

/** The interval of an area with a normal error, cut to [0, 1]. */
export function aurocInterval(
  auroc: number,
  se: number,
  level: number,
): { low: number; high: number } {
  const halfWidth = normalQuantile((1 + level) / 2) * se
  return { low: Math.max(0, auroc - halfWidth), high: Math.min(1, auroc + halfWidth) }
}

function whyNone(
  { positives, negatives, unclear }: SplitScores,
  labels: Labels,
  positiveLabel: number | undefined,
): string | undefined {
  if (unclear !== undefined) return `The ${unclear}: give positiveLabel.`
  if (positives.length > 0 && negatives.length > 0) return undefined
  const counts = countLabels(labels, positiveLabel)
  if (counts.size === 0) return 'No event has a label: each is NaN or -1, or there are none.'
  const positive = positiveLabel ?? DEFAULT_POSITIVE_LABEL
  const found = `labels are ${describeLabels(counts)}, positive is ${positive}`
  const hasBothClasses = counts.has(positive) && counts.size > 1
  if (hasBothClasses) return `The scores of one class are all NaN: ${found}.`
  return `AUROC needs events of two classes: ${found}.`
}

interface Wins {
  readonly sum: number
  readonly sumOfSquares: number
}

/** How many of `others` each of `values` exceeds (ties half), summed over `values`; both sorted. */
function countWins(values: Float64Array, others: Float64Array): Wins {
  let sum = 0
  let sumOfSquares = 0
  let below = 0
  let notAbove = 0
  for (const value of values) {
    while (below < others.length && (others[below] as number) < value) below++
    while (notAbove < others.length && (others[notAbove] as number) <= value) notAbove++
    const wins = (below + notAbove) / 2
    sum += wins
    sumOfSquares += wins * wins
  }
  return { sum, sumOfSquares }
}

/** Unbiased variance of one class's structural components (wins / m), divided by its size n. */
function varianceOfMean({ sum, sumOfSquares }: Wins, n: number, m: number): number {
  return Math.max(0, sumOfSquares - (sum * sum) / n) / ((n - 1) * n * m * m)
}
