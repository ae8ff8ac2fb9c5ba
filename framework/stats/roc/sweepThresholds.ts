import type { SortedScores, SplitScores } from './splitScores.ts'

/** The events of a class at a threshold, by weight. */
export interface Passing {
  /** At or above the threshold. */
  sum: number
  squares: number
  /** Exactly at it. */
  sumHere: number
  squaresHere: number
}

/** Given objects that are used again for the next threshold. */
export type VisitThreshold = (positive: Readonly<Passing>, negative: Readonly<Passing>) => void

/** Works something out while thresholds are visited, so that one sweep serves several such readers. */
export interface ThresholdReader<Result> {
  readonly visit: VisitThreshold
  /** After the sweep. */
  readonly result: () => Result
}

/**
 * Visits each score that occurs, from the highest down, as a threshold that events at or above it pass;
 * equal scores pass together. This is run for millions of events, many times.
 */
export function sweepThresholds(
  { positives, negatives }: Pick<SplitScores, 'positives' | 'negatives'>,
  ...visits: readonly VisitThreshold[]
): void {
  const [positive, negative] = [nonePassing(), nonePassing()]
  let nPositive = positives.scores.length
  let nNegative = negatives.scores.length
  while (nPositive > 0 || nNegative > 0) {
    const threshold = Math.max(highest(positives, nPositive), highest(negatives, nNegative))
    nPositive = lowerTo(threshold, positives, nPositive, positive)
    nNegative = lowerTo(threshold, negatives, nNegative, negative)
    for (const visit of visits) visit(positive, negative)
  }
}

function nonePassing(): Passing {
  return { sum: 0, squares: 0, sumHere: 0, squaresHere: 0 }
}

/** The highest of the lowest `n` scores. */
function highest({ scores }: SortedScores, n: number): number {
  return n > 0 ? (scores[n - 1] as number) : Number.NEGATIVE_INFINITY
}

/**
 * Lets the scores pass that reach the threshold.
 *
 * @param n of the scores, the lowest ones, are below the last threshold
 * @returns how many are below this one
 */
function lowerTo(
  threshold: number,
  { scores, weights }: SortedScores,
  n: number,
  passing: Passing,
): number {
  let below = n
  let sumHere = 0
  let squaresHere = 0
  while (below > 0 && (scores[below - 1] as number) >= threshold) {
    below--
    const weight = weights === undefined ? 1 : (weights[below] as number)
    sumHere += weight
    squaresHere += weight * weight
  }
  passing.sumHere = sumHere
  passing.squaresHere = squaresHere
  passing.sum += sumHere
  passing.squares += squaresHere
  return below
}
