import { fisherExactTest, smallestFisherPValue } from '../../stats/tests/fisherExact.ts'
import { estimateDifference, studentInterval, studentTest } from '../../stats/tests/studentTest.ts'
import type { Better } from '../better.ts'
import { onScale, type Scale } from '../groups/metricScale.ts'
import { ALPHA, LEAST_UNITS } from '../groups/verdict.ts'

/** The runs of a setting in one of two reports. */
export interface SettingRuns {
  /** Runs with a value, diverged ones included. */
  readonly n: number
  readonly nDiverged: number
  /** Of the runs that did not diverge. */
  readonly values: readonly number[]
}

/** What the runs of two reports tell of a setting. Without runs enough for a number it is NaN. */
export interface SettingTest {
  /** Now minus before, with its single 95 % interval; of ratios in logarithms. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** Two-sided, before adjustment. */
  readonly pValue: number
  /** What the p-value is about: whether the setting is worse now, rather than better. */
  readonly isWorse: boolean
}

/**
 * Whether a setting is better or worse now than before: Welch's test of the values; where all runs diverged in
 * one of the reports, Fisher's exact test of how many did, if it could find anything in so many runs.
 */
export function testSetting(
  before: SettingRuns,
  now: SettingRuns,
  { scale, better }: { readonly scale: Scale; readonly better: Better },
): SettingTest {
  const none = { estimate: Number.NaN, low: Number.NaN, high: Number.NaN, pValue: Number.NaN }
  if (before.values.length === 0 || now.values.length === 0) {
    const isWorse = now.nDiverged * before.n > before.nDiverged * now.n
    return { ...none, pValue: divergencePValue(before, now), isWorse }
  }
  const [x, y] = [before, now].map(({ values }) =>
    values.map((value) => onScale(scale, value)),
  ) as [number[], number[]]
  const difference = estimateDifference(x, y)
  const { estimate } = difference
  const isWorse = estimate > 0 === (better === 'lower')
  if (Math.min(x.length, y.length) < LEAST_UNITS) return { ...none, estimate, isWorse }
  return { estimate, ...studentInterval(difference), pValue: studentTest(difference), isWorse }
}

/** NaN where no counts of so many runs could differ at 0.05, so that there is nothing to test. */
function divergencePValue(before: SettingRuns, now: SettingRuns): number {
  if (Math.min(before.n, now.n) < LEAST_UNITS) return Number.NaN
  const least = smallestFisherPValue(before.nDiverged + now.nDiverged, before.n, now.n)
  if (least > ALPHA) return Number.NaN
  return fisherExactTest(before.nDiverged, before.n, now.nDiverged, now.n)
}
