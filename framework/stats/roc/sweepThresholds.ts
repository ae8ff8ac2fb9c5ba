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

/**
 * Visits each score that occurs, from the highest down, as a threshold that events at or above it pass;
 * equal scores pass together.
 *
 * @param visit given objects that are used again for the next threshold
 */
export function sweepThresholds(
  { positives, negatives }: Pick<SplitScores, 'positives' | 'negatives'>,
  visit: (positive: Readonly<Passing>, negative: Readonly<Passing>, threshold: number) => void,
): void {
  const positive = new ClassSweep(positives)
  const negative = new ClassSweep(negatives)
  for (;;) {
    const threshold = Math.max(positive.next, negative.next)
    if (positive.isDone && negative.isDone) return
    positive.lowerTo(threshold)
    negative.lowerTo(threshold)
    visit(positive, negative, threshold)
  }
}

class ClassSweep implements Passing {
  sum = 0
  squares = 0
  sumHere = 0
  squaresHere = 0
  readonly #scores: Float64Array
  readonly #weights: Float64Array | undefined
  #below: number

  constructor({ scores, weights }: SortedScores) {
    this.#scores = scores
    this.#weights = weights
    this.#below = scores.length
  }

  get isDone(): boolean {
    return this.#below === 0
  }

  /** The highest score below the threshold. */
  get next(): number {
    return this.#scores[this.#below - 1] ?? Number.NEGATIVE_INFINITY
  }

  lowerTo(threshold: number): void {
    this.sumHere = 0
    this.squaresHere = 0
    while (this.#below > 0 && (this.#scores[this.#below - 1] as number) >= threshold) {
      this.#below--
      const weight = this.#weights?.[this.#below] ?? 1
      this.sumHere += weight
      this.squaresHere += weight * weight
    }
    this.sum += this.sumHere
    this.squares += this.squaresHere
  }
}
