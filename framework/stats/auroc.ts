import { normalQuantile } from './normal.ts'
import { splitScores } from './splitScores.ts'

export interface AurocOptions {
  /** The label whose events should have the higher scores. Default 1, as in scikit-learn. */
  positiveLabel?: number
  /** Coverage of the interval, within (0, 1). Default 0.95. */
  level?: number
}

export interface Auroc {
  /** The probability that a positive scores above a negative, ties half; NaN without either. */
  auroc: number
  /** DeLong's interval, cut to [0, 1]; NaN when a class has fewer than two events. */
  low: number
  high: number
  /** DeLong's standard error; NaN like the interval. */
  se: number
  nPositive: number
  nNegative: number
  /** Events left out because their score or label is NaN. */
  nInvalid: number
}

/**
 * Area under the ROC curve, with DeLong's confidence interval (Biometrics 44, 1988) in
 * O(n log n): both classes are sorted once and merged.
 *
 * The interval is over events, for one trained model; the spread over seeds is another thing, for
 * which see `bootstrapInterval`.
 *
 * @param scores one a event; higher means more likely positive. NaNs are counted and left out
 * @param labels one a event; `positiveLabel` is positive, any other number negative
 * @throws {ReportError} `LENGTH_MISMATCH` if there are not as many labels as scores
 */
export function computeAuroc(
  scores: ArrayLike<number>,
  labels: ArrayLike<number | bigint | boolean>,
  { positiveLabel = 1, level = 0.95 }: AurocOptions = {},
): Auroc {
  const { positives, negatives, nInvalid } = splitScores(scores, labels, positiveLabel)
  const wins = countWins(positives, negatives)
  const auroc = wins.sum / (positives.length * negatives.length)
  const losses = countWins(negatives, positives)
  const se = Math.sqrt(
    varianceOfMean(wins, positives.length, negatives.length) +
      varianceOfMean(losses, negatives.length, positives.length),
  )
  const halfWidth = normalQuantile((1 + level) / 2) * se
  return {
    auroc,
    low: Math.max(0, auroc - halfWidth),
    high: Math.min(1, auroc + halfWidth),
    se,
    nPositive: positives.length,
    nNegative: negatives.length,
    nInvalid,
  }
}

interface Wins {
  sum: number
  sumOfSquares: number
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
  if (n < 2) return Number.NaN
  return Math.max(0, sumOfSquares - (sum * sum) / n) / ((n - 1) * n * m * m)
}
