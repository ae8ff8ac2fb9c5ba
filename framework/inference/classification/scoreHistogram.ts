import { quantile } from '../../stats/intervals/quantile.ts'
import type { SortedScores, SplitScores } from '../../stats/roc/splitScores.ts'

/** Counts in bins of equal width. */
export interface ScoreHistogram {
  /** Ascending, one more than counts. */
  readonly edges: number[]
  /** Numbers of events, or sums of their weights. */
  readonly counts: number[]
  /** Below the first edge, and above the last. */
  readonly below: number
  readonly above: number
}

const BINS = 50

/**
 * Counts scores in 50 bins of equal width.
 *
 * @param range the first and the last edge; the last bin holds its upper edge
 * @param weights one per score. Default 1 for each
 */
export function scoreHistogram(
  scores: ArrayLike<number>,
  [low, high]: readonly [number, number],
  weights?: ArrayLike<number>,
): ScoreHistogram {
  const width = (high - low) / BINS
  const counts = new Array<number>(BINS).fill(0)
  let below = 0
  let above = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    const weight = weights === undefined ? 1 : (weights[i] as number)
    if (score < low) below += weight
    else if (score > high) above += weight
    else {
      const bin = Math.min(BINS - 1, Math.floor((score - low) / width))
      counts[bin] = (counts[bin] as number) + weight
    }
  }
  return {
    edges: Array.from({ length: BINS + 1 }, (_, i) => low + i * width),
    counts,
    below,
    above,
  }
}

/** Scores of signal and of background in the same bins. */
export interface SidesOfScore {
  readonly signal: ScoreHistogram
  readonly background: ScoreHistogram
}

/** Shares of a side's scores below the first and the last edge, where scores have no natural range. */
const RANGE_QUANTILES = [0.005, 0.995] as const

/**
 * Histograms of both sides of a task.
 *
 * @param split of which signal is positive
 * @param isProbability whether edges are from 0 to 1; else they hold all but a hundredth of each side
 */
export function sidesOfScore(
  { positives, negatives }: Pick<SplitScores, 'positives' | 'negatives'>,
  isProbability: boolean,
): SidesOfScore {
  const range = isProbability ? ([0, 1] as const) : rangeOf(positives.scores, negatives.scores)
  const histogram = ({ scores, weights }: SortedScores) => scoreHistogram(scores, range, weights)
  return { signal: histogram(positives), background: histogram(negatives) }
}

/** Of equal scores, a range around them. */
function rangeOf(...sides: readonly Float64Array[]): [number, number] {
  const sorted = sides.map((scores) => scores.filter(Number.isFinite))
  const low = Math.min(...sorted.map((scores) => quantile(scores, RANGE_QUANTILES[0])))
  const high = Math.max(...sorted.map((scores) => quantile(scores, RANGE_QUANTILES[1])))
  return low < high ? [low, high] : [low - 0.5, low + 0.5]
}
