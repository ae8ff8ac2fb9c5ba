import { checkArguments, checkOptions, NUMBERS } from '../../text/checkOptions.ts'
import type { Labels } from '../positiveLabel.ts'
import { LABELLED, SCORES } from '../schemas.ts'
import { ROUNDING } from './backgroundEfficiency.ts'
import { type CutRange, cutInterval, cutRange } from './cutInterval.ts'
import { type SplitScores, splitScores } from './splitScores.ts'
import { sweepThresholds, type ThresholdReader } from './sweepThresholds.ts'
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
  /** Share of signal that passes with it, with its 95 % interval over events of both classes. */
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
  options: SignalEfficiencyOptions,
): SignalEfficiency[] {
  checkArguments('OPTION_INVALID', 'signalEfficiency', { scores, labels }, SCORES)
  checkOptions('OPTION_INVALID', 'signalEfficiency', options, { ...LABELLED, at: NUMBERS }, ['at'])
  const { positiveLabel, at, weights } = options
  const split = splitScores(scores, labels, positiveLabel, weights)
  const reader = readSignalEfficiency(split, at)
  sweepThresholds(split, reader.visit)
  return reader.result()
}

/** The efficiency from a sweep of the scores; see `signalEfficiency`. */
export function readSignalEfficiency(
  { positives, negatives }: SplitScores,
  at: readonly number[],
): ThresholdReader<SignalEfficiency[]> {
  const nBackground = effectiveNumber(negatives)
  const ranges = at.map((background) => cutRange(background, nBackground))
  const cuts = [...at, ...ranges.map(({ low }) => low), ...ranges.map(({ high }) => high)]
  const found = cuts.map(() => 0)
  const ascending = [...cuts.keys()].sort((a, b) => (cuts[a] as number) - (cuts[b] as number))
  let next = 0
  // At the last threshold that background has: shares of background above it, and at or above it, and the
  // signal with these.
  let last = { above: 0, reached: 0, signalAbove: 0, signalReached: 0 }
  const settle = (index: number) => {
    const { above, reached, signalAbove, signalReached } = last
    // Events of equal scores pass in equal shares.
    const passing = Math.min(1, Math.max(0, ((cuts[index] as number) - above) / (reached - above)))
    found[index] = signalAbove + passing * (signalReached - signalAbove)
  }
  return {
    visit: (positive, negative) => {
      if (negative.sumHere === 0 || next === ascending.length) return
      const above = (negative.sum - negative.sumHere) / negatives.sum
      for (; next < ascending.length; next++) {
        const index = ascending[next] as number
        if (above <= (cuts[index] as number) + ROUNDING) break
        settle(index)
      }
      last = {
        above,
        reached: negative.sum / negatives.sum,
        signalAbove: positive.sum - positive.sumHere,
        signalReached: positive.sum,
      }
    },
    result: () => {
      if (positives.sum === 0 || negatives.sum === 0) return []
      for (; next < ascending.length; next++) settle(ascending[next] as number)
      const n = effectiveNumber(positives)
      return at.map((background, i) => {
        const [signal, low, high] = [i, at.length + i, 2 * at.length + i].map(
          (cut) => (found[cut] as number) / positives.sum,
        ) as [number, number, number]
        return {
          background,
          signal,
          ...cutInterval(signal, n, ranges[i] as CutRange, { low, high }),
        }
      })
    },
  }
}
