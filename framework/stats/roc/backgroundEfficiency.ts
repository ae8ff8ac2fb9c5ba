import type { Labels } from '../positiveLabel.ts'
import type { AurocCounts } from './auroc.ts'
import { type SplitScores, splitScores } from './splitScores.ts'
import { sweepThresholds } from './sweepThresholds.ts'
import { effectiveNumber } from './weights.ts'

export interface BackgroundEfficiencyOptions {
  /** The label of signal. Default as for `computeAuroc`. */
  readonly positiveLabel?: number | undefined
  /** Signal efficiencies to work at, within (0, 1]. Default 0.01, 0.02, …, 1. */
  readonly at?: readonly number[]
  /** One per event. Default 1 for each. */
  readonly weights?: ArrayLike<number> | undefined
}

/** How much background a cut on the score lets through, by how much signal it keeps. */
export interface BackgroundEfficiency extends AurocCounts {
  /** Shares of signal that are kept: the true positive rates. */
  readonly signal: readonly number[]
  /** Shares of background that pass with them: the false positive rates. */
  readonly background: readonly number[]
  /** The numbers of background events that these shares rest on; with weights, the effective ones. */
  readonly nLeft: readonly number[]
  /** Background events in all; with weights, the effective number. */
  readonly nEffective: number
}

const PERCENTS: readonly number[] = Array.from({ length: 100 }, (_, i) => (i + 1) / 100)

/**
 * The background efficiency at fixed signal efficiencies, so that models can be compared and averaged
 * there. The cut stands at a score that signal has; where it would have to part events of equal
 * scores, or stand between two scores, background is interpolated as the ROC curve is drawn.
 *
 * @param scores one per event; higher means more like signal. NaNs are counted and left out
 * @param labels one per event, as for `computeAuroc`
 * @returns no points where a class has no events
 * @throws {ReportError} `LENGTH_MISMATCH` unless there are as many labels, and weights, as scores;
 *   `WEIGHTS_INVALID` if one is negative
 */
export function backgroundEfficiency(
  scores: ArrayLike<number>,
  labels: Labels,
  { positiveLabel, at = PERCENTS, weights }: BackgroundEfficiencyOptions = {},
): BackgroundEfficiency {
  const split = splitScores(scores, labels, positiveLabel, weights)
  const { positives, negatives, nInvalid, nUnlabelled } = split
  const [nPositive, nNegative] = [positives.scores.length, negatives.scores.length]
  const counts = { nPositive, nNegative, nInvalid, nUnlabelled }
  const nEffective = effectiveNumber(negatives)
  if (nPositive === 0 || nNegative === 0) {
    return { signal: [], background: [], nLeft: [], nEffective, ...counts }
  }
  const points = efficiencyOfCuts(split, at)
  return {
    signal: at,
    background: points.map(({ background }) => background / negatives.sum),
    nLeft: points.map(({ background, squares }) => effectiveNumber({ sum: background, squares })),
    nEffective,
    ...counts,
  }
}

/** The background, by weight, at each signal efficiency. */
export function efficiencyOfCuts(
  split: Pick<SplitScores, 'positives' | 'negatives'>,
  at: readonly number[],
): Corner[] {
  const corners = signalCorners(split)
  return at.map((efficiency) => interpolate(corners, efficiency))
}

/** A point of the ROC curve. */
export interface Corner {
  /** Share of the signal. */
  readonly signal: number
  /** Sums of the background's weights and of their squares. */
  readonly background: number
  readonly squares: number
}

/** The ROC curve where signal rises, from the highest score down: before a rise and after it. */
function signalCorners({
  positives,
  negatives,
}: Pick<SplitScores, 'positives' | 'negatives'>): Corner[] {
  const corners: Corner[] = []
  sweepThresholds({ positives, negatives }, (positive, negative) => {
    if (positive.sumHere === 0) return
    corners.push(
      {
        signal: (positive.sum - positive.sumHere) / positives.sum,
        background: negative.sum - negative.sumHere,
        squares: negative.squares - negative.squaresHere,
      },
      {
        signal: positive.sum / positives.sum,
        background: negative.sum,
        squares: negative.squares,
      },
    )
  })
  return corners
}

/** Of a share: what rounding of sums of weights changes must not skip a corner. */
const ROUNDING = 1e-12

/** The least background at which the curve reaches so much signal. */
function interpolate(corners: readonly Corner[], signal: number): Corner {
  let low = 0
  let high = corners.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((corners[middle] as Corner).signal < signal - ROUNDING) low = middle + 1
    else high = middle
  }
  const to = corners[low] as Corner
  const from = corners[low - 1]
  if (from === undefined || to.signal === from.signal) return to
  const share = Math.min(1, (signal - from.signal) / (to.signal - from.signal))
  const between = (start: number, end: number) => start + (end - start) * share
  return {
    signal,
    background: between(from.background, to.background),
    squares: between(from.squares, to.squares),
  }
}
