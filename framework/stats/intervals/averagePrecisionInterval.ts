import { sigmoid } from '../classification/logits.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { SortedScores, SplitScores } from '../roc/splitScores.ts'
import type { Passing, ThresholdReader } from '../roc/sweepThresholds.ts'
import { checkLevel } from './bootstrap.ts'

export interface AveragePrecisionInterval {
  /** Null, as is the other, where a class has fewer than two events. */
  readonly low: number | null
  readonly high: number | null
}

/**
 * The interval of an average precision over the events of both classes, whose numbers are taken as given: on the
 * logits, with the standard error from the influence of each event, which is what the average precision changes by with
 * its weight. (The infinitesimal jackknife of L. A. Jaeckel, Bell Laboratories memorandum, 1972, for each class.)
 *
 * Where little background lies above much of the signal, which one heavy event could change, that is too narrow at the
 * lower end: a sample shows no background where some is to be expected. So the lower end is made with half a background
 * event of mean weight above all (as H. Jeffreys' prior has it for a count). It exists where the average precision is 1;
 * the upper end is 1 then.
 *
 * @throws {ReportError} INTERVAL_OPTION_INVALID if the level is not within (0, 1)
 */
export function readAveragePrecisionInterval(
  { positives, negatives }: Pick<SplitScores, 'positives' | 'negatives'>,
  level: number,
): ThresholdReader<AveragePrecisionInterval> {
  checkLevel(level)
  // By weight, so that one heavy event among many light ones counts.
  const meanWeight = negatives.sum > 0 ? negatives.squares / negatives.sum : 0
  const asFound = new Influences(positives, negatives, 0)
  const withMore = new Influences(positives, negatives, meanWeight / 2)
  let nThresholds = 0
  return {
    visit: (positive, negative) => {
      nThresholds++
      asFound.visit(positive, negative)
      withMore.visit(positive, negative)
    },
    result: () => {
      if (positives.n < 2 || negatives.n < 2) return { low: null, high: null }
      const { missing } = asFound
      // Scores that are all equal have the share of positives as precision, whatever the events.
      if (nThresholds === 1) return { low: 1 - missing, high: 1 - missing }
      const reach = normalQuantile((1 + level) / 2)
      return { low: withMore.endOf(-reach), high: missing === 0 ? 1 : asFound.endOf(reach) }
    },
  }
}

/** Sums over the events at each threshold, from the highest down, from which their influences follow. */
class Influences {
  readonly #positives: SortedScores
  readonly #negatives: SortedScores
  /** What the negatives above all thresholds weigh beyond those that there are. */
  readonly #ahead: number
  /** Over the positives so far, of weight times 1 - precision. */
  #loss = 0
  /**
   * Over the positives so far: what the precision at each changes by with the weight of positives, and of negatives,
   * above it.
   */
  #gain = 0
  #drop = 0
  /** Of the events of a class so far, by weight and by squared weight: the parts of the influences known so far. */
  readonly #ofPositives = new Moments()
  readonly #ofNegatives = new Moments()

  constructor(positives: SortedScores, negatives: SortedScores, ahead: number) {
    this.#positives = positives
    this.#negatives = negatives
    this.#ahead = ahead
  }

  visit(positive: Readonly<Passing>, negative: Readonly<Passing>): void {
    this.#ofNegatives.add(negative, this.#drop)
    if (positive.sumHere === 0) return
    const above = negative.sum + this.#ahead
    const all = positive.sum + above
    const loss = above / all
    this.#loss += positive.sumHere * loss
    this.#ofPositives.add(positive, -(loss + this.#gain))
    this.#gain += (positive.sumHere * above) / all ** 2
    this.#drop += (positive.sumHere * positive.sum) / all ** 2
  }

  /** 1 - average precision: exact near 0. */
  get missing(): number {
    return this.#loss / this.#positives.sum
  }

  /** @param reach how many standard errors away, on the logits */
  endOf(reach: number): number {
    const { missing } = this
    const logit = Math.log((1 - missing) / missing)
    const se = Math.sqrt(this.#variance) / (missing * (1 - missing))
    return sigmoid(logit + reach * se)
  }

  get #variance(): number {
    // A positive raises the precision at itself and at all positives below it, a negative lowers it at those.
    const ofPositives = this.#ofPositives.spread(this.#positives, this.#gain + this.missing)
    const ofNegatives = this.#ofNegatives.spread(this.#negatives, -this.#drop)
    return (ofPositives + ofNegatives) / this.#positives.sum ** 2
  }
}

/** Sums of weight · x, and of its square, to which a constant is added once it is known. */
class Moments {
  #sum = 0
  #squaresTimes = 0
  #squares = 0

  add({ sumHere, squaresHere }: Readonly<Passing>, x: number): void {
    this.#sum += sumHere * x
    this.#squaresTimes += squaresHere * x
    this.#squares += squaresHere * x * x
  }

  /** The variance of the sum of the n values of weight · (x + constant), if each were drawn by itself. */
  spread({ n, sum, squares }: SortedScores, constant: number): number {
    const total = this.#sum + constant * sum
    const ofSquares = this.#squares + 2 * constant * this.#squaresTimes + constant ** 2 * squares
    return Math.max(0, ofSquares - total ** 2 / n) * (n / (n - 1))
  }
}
