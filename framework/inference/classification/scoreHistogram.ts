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

/** Bins of equal width from `low` on. */
export interface ScoreBins {
  readonly low: number
  readonly width: number
  readonly n: number
}

/** Of probabilities. */
export const PROBABILITY_BINS: ScoreBins = { low: 0, width: 1 / 50, n: 50 }

/**
 * Counts scores in bins of equal width.
 *
 * @param bins the last one holds its upper edge
 * @param weights one per score. Default 1 for each
 */
export function scoreHistogram(
  scores: ArrayLike<number>,
  { low, width, n }: ScoreBins,
  weights?: ArrayLike<number>,
): ScoreHistogram {
  const edges = Array.from({ length: n + 1 }, (_, i) => low + i * width)
  const high = edges[n] as number
  const counts = new Array<number>(n).fill(0)
  let below = 0
  let above = 0
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i] as number
    const weight = weights === undefined ? 1 : (weights[i] as number)
    if (score < low) below += weight
    else if (score > high) above += weight
    else {
      const bin = Math.min(n - 1, Math.floor((score - low) / width))
      counts[bin] = (counts[bin] as number) + weight
    }
  }
  return { edges, counts, below, above }
}

/** Scores of signal and of background in the same bins. */
export interface SidesOfScore {
  readonly signal: ScoreHistogram
  readonly background: ScoreHistogram
}

/** Shares of a side's scores below the first and the last edge, where scores have no natural range. */
const RANGE_QUANTILES = [0.005, 0.995] as const

/** How scores are counted. */
export interface SidesOptions {
  /** Whether edges are from 0 to 1; else they hold all but a hundredth of each side. */
  readonly areProbabilities: boolean
  /** The score that a rank of the split stands for; it rises with the rank. Default the rank itself. */
  readonly shown?: (rank: number) => number
}

/**
 * Histograms of both sides of a task.
 *
 * @param split of which signal is positive
 */
export function sidesOfScore(
  { positives, negatives }: Pick<SplitScores, 'positives' | 'negatives'>,
  { areProbabilities, shown = (rank) => rank }: SidesOptions,
): SidesOfScore {
  const scoresOf = ({ scores }: SortedScores) => scores.map(shown)
  const [signal, background] = [scoresOf(positives), scoresOf(negatives)]
  const bins = areProbabilities ? PROBABILITY_BINS : binsFor(signal, background)
  return {
    signal: scoreHistogram(signal, bins, positives.weights),
    background: scoreHistogram(background, bins, negatives.weights),
  }
}

/** At most so many bins, and more than half of that, unless all scores are equal. */
const MOST_BINS = 50

/**
 * Bins whose width is a power of two, and whose edges are multiples of it: those of one model can be joined to
 * those of another.
 */
function binsFor(...sides: readonly Float64Array[]): ScoreBins {
  const sorted = sides
    .map((scores) => scores.filter(Number.isFinite))
    .filter(({ length }) => length > 0)
  if (sorted.length === 0) return { low: 0, width: 1, n: 1 }
  const low = Math.min(...sorted.map((scores) => quantile(scores, RANGE_QUANTILES[0])))
  const high = Math.max(...sorted.map((scores) => quantile(scores, RANGE_QUANTILES[1])))
  const range = high > low ? high - low : Math.max(1, Math.abs(low))
  // Two bins less: the edges reach beyond both ends.
  const width = 2 ** Math.ceil(Math.log2(range / (MOST_BINS - 2)))
  const [first, last] = [Math.floor(low / width), Math.ceil(high / width)]
  return { low: first * width, width, n: Math.max(1, last - first) }
}

/**
 * Histograms in the same bins, as wide as the widest that they have, so that they can be drawn on one axis and
 * added up.
 *
 * @param histograms each with at least one bin
 */
export function onOneGrid(histograms: readonly ScoreHistogram[]): ScoreHistogram[] {
  const widthOf = ({ edges: [first = 0, second = 1] }: ScoreHistogram) => second - first
  const width = Math.max(...histograms.map(widthOf))
  const binOf = (histogram: ScoreHistogram, i: number) =>
    Math.floor(((histogram.edges[i] as number) + widthOf(histogram) / 2) / width)
  const first = Math.min(...histograms.map((histogram) => binOf(histogram, 0)))
  const last = Math.max(...histograms.map((each) => binOf(each, each.counts.length - 1)))
  const edges = Array.from({ length: last - first + 2 }, (_, i) => (first + i) * width)
  return histograms.map((histogram) => {
    const counts = new Array<number>(last - first + 1).fill(0)
    histogram.counts.forEach((n, i) => {
      const bin = binOf(histogram, i) - first
      counts[bin] = (counts[bin] as number) + n
    })
    return { edges, counts, below: histogram.below, above: histogram.above }
  })
}

/** All events of several histograms in the same bins. */
export function addHistograms(histograms: readonly ScoreHistogram[]): ScoreHistogram {
  const [first = { edges: [], counts: [] }] = histograms
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  return {
    edges: first.edges,
    counts: first.counts.map((_, bin) => sum(histograms.map(({ counts }) => counts[bin] ?? 0))),
    below: sum(histograms.map(({ below }) => below)),
    above: sum(histograms.map(({ above }) => above)),
  }
}
