import { wilsonInterval } from '../intervals/wilson.ts'
import type { Labels } from '../positiveLabel.ts'
import { efficiencyOfCuts } from './backgroundEfficiency.ts'
import { type SortedScores, type SplitScores, splitScores } from './splitScores.ts'
import { effectiveNumber } from './weights.ts'

export interface SignalEfficiencyOptions {
  /** The label of signal. Default as for `computeAuroc`. */
  readonly positiveLabel?: number | undefined
  /** Background efficiencies to work at, within (0, 1). */
  readonly at: readonly number[]
  /** One per event. Default 1 for each. */
  readonly weights?: ArrayLike<number> | undefined
}

export interface SignalEfficiency {
  /** Share of background that passes. */
  readonly background: number
  /** Share of signal that passes with it, with Wilson's 95 % interval over signal events. */
  readonly signal: number
  readonly low: number
  readonly high: number
}

/**
 * The signal efficiency at fixed background efficiencies: `backgroundEfficiency` the other way round, on
 * the same curve.
 *
 * @param scores one per event; higher means more like signal. NaNs are left out
 * @param labels one per event, as for `computeAuroc`
 * @returns none where a class has no events
 * @throws {ReportError} as `backgroundEfficiency` does
 */
export function signalEfficiency(
  scores: ArrayLike<number>,
  labels: Labels,
  { positiveLabel, at, weights }: SignalEfficiencyOptions,
): SignalEfficiency[] {
  return signalEfficiencyOf(splitScores(scores, labels, positiveLabel, weights), at)
}

/** The efficiency of scores that are sorted already; see `signalEfficiency`. */
export function signalEfficiencyOf(
  { positives, negatives }: SplitScores,
  at: readonly number[],
): SignalEfficiency[] {
  if (positives.sum === 0 || negatives.sum === 0) return []
  const n = effectiveNumber(positives)
  // Background that a cut removes, seen from below, is what signal is in the other direction.
  const mirrored = { positives: fromBelow(negatives), negatives: fromBelow(positives) }
  const lost = efficiencyOfCuts(
    mirrored,
    at.map((share) => 1 - share),
  )
  return at.map((background, i) => {
    const signal = 1 - (lost[i]?.background as number) / positives.sum
    return { background, signal, ...wilsonInterval(signal * n, n) }
  })
}

/** The scores in reverse order, with the sign changed. */
function fromBelow({ scores, weights, ...sums }: SortedScores): SortedScores {
  return {
    ...sums,
    scores: scores.map((score) => -score).reverse(),
    weights: weights?.slice().reverse(),
  }
}
