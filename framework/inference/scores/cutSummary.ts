import {
  type BackgroundEfficiency,
  readBackgroundEfficiency,
} from '../../stats/roc/backgroundEfficiency.ts'
import { LEAST_BACKGROUND, meritCurve } from '../../stats/roc/cutMerit.ts'
import { readSignalEfficiency } from '../../stats/roc/signalEfficiency.ts'
import type { SplitScores } from '../../stats/roc/splitScores.ts'
import { sweepThresholds, type ThresholdReader } from '../../stats/roc/sweepThresholds.ts'

export interface CutOptions {
  /** Signal efficiencies at which the background rejection is given. */
  readonly signalEfficiencies: readonly number[]
  /** Background efficiencies at which the signal efficiency is given. */
  readonly backgroundEfficiencies: readonly number[]
}

/** What a cut at a fixed signal efficiency does; numbers are null where too few background events are left. */
export interface RejectionAt {
  readonly signal_efficiency: number
  readonly background_efficiency: number | null
  /** 1 / background efficiency, with its 95 % interval over events of both classes. */
  readonly rejection: number | null
  readonly rejection_ci: [number, number | null] | null
  /** Background events that pass; with weights, the effective number. */
  readonly n_left: number
  /** Why there is no rejection. */
  readonly reason?: string
}

/** What a cut at a fixed background efficiency keeps. */
export interface SignalAt {
  readonly background_efficiency: number
  readonly signal_efficiency: number
  /** The 95 % interval over events of both classes. */
  readonly signal_efficiency_ci: [number, number]
}

/** What cuts on a score are worth, as `inference/summary.json` has it. */
export interface CutSummary {
  readonly n_signal: number
  readonly n_background: number
  readonly rejection: RejectionAt[]
  readonly signal: SignalAt[]
  /**
   * The largest signal efficiency / √background efficiency, and where it is; null without. As the best of 100 cuts on
   * the same events it is too good on average, and has no interval.
   */
  readonly max_significance: { signal_efficiency: number; value: number } | null
}

/**
 * What cuts on a score are worth.
 *
 * @param split of scores of which higher ones mean more like signal, which is positive
 * @returns undefined where there are events of one class alone
 */
export function summarizeCuts(split: SplitScores, options: CutOptions): CutNumbers | undefined {
  const reader = readCuts(split, options)
  sweepThresholds(split, reader.visit)
  return reader.result()
}

/** What cuts are worth, and the curve of it for figures. */
export interface CutNumbers {
  readonly summary: CutSummary
  readonly efficiency: BackgroundEfficiency
}

/** What cuts are worth from a sweep of the scores; see `summarizeCuts`. */
export function readCuts(
  split: SplitScores,
  { signalEfficiencies, backgroundEfficiencies }: CutOptions,
): ThresholdReader<CutNumbers | undefined> {
  const along = readBackgroundEfficiency(split)
  const atSignal = readBackgroundEfficiency(split, signalEfficiencies)
  const atBackground = readSignalEfficiency(split, backgroundEfficiencies)
  return {
    visit: (positive, negative) => {
      along.visit(positive, negative)
      atSignal.visit(positive, negative)
      atBackground.visit(positive, negative)
    },
    result: () => {
      const efficiency = along.result()
      if (efficiency.signal.length === 0) return undefined
      const { best } = meritCurve([efficiency], 'significance')
      return {
        efficiency,
        summary: {
          n_signal: efficiency.nPositive,
          n_background: efficiency.nNegative,
          rejection: rejectionsAt(atSignal.result()),
          signal: atBackground.result().map(({ background, signal, low, high }) => ({
            background_efficiency: background,
            signal_efficiency: signal,
            signal_efficiency_ci: [low, high],
          })),
          max_significance:
            best === undefined ? null : { signal_efficiency: best.signal, value: best.value },
        },
      }
    },
  }
}

function rejectionsAt(efficiency: BackgroundEfficiency): RejectionAt[] {
  const { points } = meritCurve([efficiency], 'rejection')
  return points.map(({ signal, value, low, high, nLeft }, i): RejectionAt => {
    if (!Number.isFinite(value)) {
      return {
        signal_efficiency: signal,
        background_efficiency: null,
        rejection: null,
        rejection_ci: null,
        n_left: nLeft,
        reason: `Fewer than ${LEAST_BACKGROUND} background events pass.`,
      }
    }
    return {
      signal_efficiency: signal,
      background_efficiency: efficiency.background[i] as number,
      rejection: value,
      rejection_ci: [low, Number.isFinite(high) ? high : null],
      n_left: nLeft,
    }
  })
}
