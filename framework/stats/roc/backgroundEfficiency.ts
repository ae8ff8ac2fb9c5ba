import type { Labels } from '../positiveLabel.ts'
import type { AurocCounts } from './auroc.ts'
import { type SplitScores, splitScores } from './splitScores.ts'
import { sweepThresholds, type ThresholdReader } from './sweepThresholds.ts'
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
 * @throws {ReportError} LENGTH_MISMATCH unless there are as many labels, and weights, as scores;
 *   `WEIGHTS_INVALID` if one is negative
 */
export function backgroundEfficiency(
  scores: ArrayLike<number>,
  labels: Labels,
  { positiveLabel, at, weights }: BackgroundEfficiencyOptions = {},
): BackgroundEfficiency {
  const split = splitScores(scores, labels, positiveLabel, weights)
  const reader = readBackgroundEfficiency(split, at)
  sweepThresholds(split, reader.visit)
  return reader.result()
}

/** The efficiency from a sweep of the scores; see `backgroundEfficiency`. */
export function readBackgroundEfficiency(
  { positives, negatives, nInvalid, nUnlabelled }: SplitScores,
  at: readonly number[] = PERCENTS,
): ThresholdReader<BackgroundEfficiency> {
  const found = at.map(() => ({ background: negatives.sum, squares: negatives.squares }))
  const ascending = [...at.keys()].sort((a, b) => (at[a] as number) - (at[b] as number))
  let next = 0
  return {
    visit: (positive, negative) => {
      if (positive.sumHere === 0) return
      const before = (positive.sum - positive.sumHere) / positives.sum
      const after = positive.sum / positives.sum
      for (; next < ascending.length; next++) {
        const index = ascending[next] as number
        const wanted = at[index] as number
        if (after < wanted - ROUNDING) return
        // Events of equal scores pass in equal shares.
        const left = 1 - Math.min(1, (wanted - before) / (after - before))
        found[index] = {
          background: negative.sum - left * negative.sumHere,
          squares: negative.squares - left * negative.squaresHere,
        }
      }
    },
    result: () => {
      const [nPositive, nNegative] = [positives.n, negatives.n]
      const points = nPositive === 0 || nNegative === 0 ? [] : found
      return {
        signal: points.length === 0 ? [] : at,
        background: points.map(({ background }) => background / negatives.sum),
        nLeft: points.map(({ background, squares }) =>
          effectiveNumber({ sum: background, squares }),
        ),
        nEffective: effectiveNumber(negatives),
        nPositive,
        nNegative,
        nInvalid,
        nUnlabelled,
      }
    },
  }
}

/** Of a share: what rounding of sums of weights changes must not skip a threshold. */
export const ROUNDING = 1e-12
