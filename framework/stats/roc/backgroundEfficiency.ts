import { checkArguments, checkOptions, NUMBERS } from '../../text/checkOptions.ts'
import type { Labels } from '../positiveLabel.ts'
import { LABELLED, SCORES } from '../schemas.ts'
import type { AurocCounts } from './auroc.ts'
import { type CutRange, cutInterval, cutRange } from './cutInterval.ts'
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
  /**
   * Ends of their 95 % intervals over events of both classes: the cut is as uncertain as the signal that sets it.
   * Default: the cut counts as known.
   */
  readonly low?: readonly number[]
  readonly high?: readonly number[]
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
  options: BackgroundEfficiencyOptions = {},
): BackgroundEfficiency {
  checkArguments('OPTION_INVALID', 'backgroundEfficiency', { scores, labels }, SCORES)
  checkOptions('OPTION_INVALID', 'backgroundEfficiency', options, { ...LABELLED, at: NUMBERS })
  const { positiveLabel, at, weights } = options
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
  const nSignal = effectiveNumber(positives)
  const ranges = at.map((signal) => cutRange(signal, nSignal))
  const cuts = [...at, ...ranges.map(({ low }) => low), ...ranges.map(({ high }) => high)]
  const found = cuts.map(() => ({ background: negatives.sum, squares: negatives.squares }))
  const ascending = [...cuts.keys()].sort((a, b) => (cuts[a] as number) - (cuts[b] as number))
  let next = 0
  return {
    visit: (positive, negative) => {
      if (positive.sumHere === 0) return
      const before = (positive.sum - positive.sumHere) / positives.sum
      const after = positive.sum / positives.sum
      for (; next < ascending.length; next++) {
        const index = ascending[next] as number
        const wanted = cuts[index] as number
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
      const nEffective = effectiveNumber(negatives)
      const shares = found.map(({ background }) => background / negatives.sum)
      const points = nPositive === 0 || nNegative === 0 ? [] : [...at.keys()]
      const intervals = points.map((i) => {
        const [low, high] = [shares[at.length + i], shares[2 * at.length + i]] as [number, number]
        return cutInterval(shares[i] as number, nEffective, ranges[i] as CutRange, { low, high })
      })
      return {
        signal: points.map((i) => at[i] as number),
        background: points.map((i) => shares[i] as number),
        low: intervals.map(({ low }) => low),
        high: intervals.map(({ high }) => high),
        nLeft: points.map((i) => {
          const { background, squares } = found[i] as { background: number; squares: number }
          return effectiveNumber({ sum: background, squares })
        }),
        nEffective,
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
