import { fisherExactTest, smallestFisherPValue } from '../../stats/tests/fisherExact.ts'
import { mannWhitneyTest } from '../../stats/tests/mannWhitney.ts'
import {
  areSame,
  estimateDifference,
  studentInterval,
  studentTest,
} from '../../stats/tests/studentTest.ts'
import type { Better } from '../better.ts'
import { worstValue } from '../groups/divergence.ts'
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
  /** Now minus before, with its single 95 % interval; of ratios in logarithms. Of runs that did not diverge. */
  readonly estimate: number
  readonly low: number
  readonly high: number
  /** Two-sided, before adjustment. */
  readonly pValue: number
  /** What the p-value is about: whether the setting is worse now, rather than better. */
  readonly isWorse: boolean
}

/** What values are compared by. */
interface Comparing {
  readonly scale: Scale
  readonly better: Better
}

/**
 * So few runs on one side, and so many times as many on the other, are judged by ranks too: of 3 against 20 runs
 * of skewed values, Welch's test calls 13 % different that are not, the larger p of both 3 %.
 */
const UNEVEN = { most: 5, ratio: 3 }

/**
 * Whether a setting is better or worse now than before.
 *
 * - No run diverged: Welch's test of the values. Where the runs of one report are few and those of the other
 *   many, the larger p of that and of the Mann-Whitney test.
 * - Some diverged: the Mann-Whitney test, with them as the worst.
 * - All diverged in one of the reports: Fisher's exact test of how many did.
 *
 * Ranks and counts that could not show anything in so many runs are no test, and neither are values that
 * are the same in all runs of either report, but for rounding.
 */
export function testSetting(
  before: SettingRuns,
  now: SettingRuns,
  comparing: Comparing,
): SettingTest {
  const { pValue, isWorse } =
    before.nDiverged + now.nDiverged === 0
      ? testValues(before.values, now.values, comparing)
      : before.values.length === 0 || now.values.length === 0
        ? testCounts(before, now)
        : testRanks(before, now, comparing)
  return { ...estimateOf(before.values, now.values, comparing.scale), pValue, isWorse }
}

/** What a test tells, beside the estimate. */
type Outcome = Pick<SettingTest, 'pValue' | 'isWorse'>

function estimateOf(
  before: readonly number[],
  now: readonly number[],
  scale: Scale,
): Pick<SettingTest, 'estimate' | 'low' | 'high'> {
  const none = { low: Number.NaN, high: Number.NaN }
  const least = Math.min(before.length, now.length)
  if (least === 0) return { estimate: Number.NaN, ...none }
  const isEqual = areSame([...before, ...now])
  const difference = estimateDifference(scaled(before, scale), scaled(now, scale))
  const estimate = isEqual ? 0 : difference.estimate
  if (least < LEAST_UNITS) return { estimate, ...none }
  return { estimate, ...(isEqual ? { low: 0, high: 0 } : studentInterval(difference)) }
}

function testValues(
  before: readonly number[],
  now: readonly number[],
  { scale, better }: Comparing,
): Outcome {
  const difference = estimateDifference(scaled(before, scale), scaled(now, scale))
  const isWorse = difference.estimate > 0 === (better === 'lower')
  const [fewer, more] = [before.length, now.length].sort((a, b) => a - b) as [number, number]
  // Logarithms of a value near 1 would differ by more than rounding of their own size.
  const isConstant = areSame(before) && areSame(now)
  if (fewer < LEAST_UNITS || isConstant) return { pValue: Number.NaN, isWorse }
  const pValue = studentTest(difference)
  const isUneven = fewer <= UNEVEN.most && more >= UNEVEN.ratio * fewer
  return {
    pValue: isUneven ? Math.max(pValue, mannWhitneyTest(now, before).pValue) : pValue,
    isWorse,
  }
}

function testRanks(before: SettingRuns, now: SettingRuns, { better }: Comparing): Outcome {
  const [x, y] = [before, now].map(({ values, nDiverged }) => [
    ...values,
    ...new Array<number>(nDiverged).fill(worstValue(better)),
  ]) as [number[], number[]]
  const { pValue, smallestPValue, direction } = mannWhitneyTest(y, x)
  const isTest = Math.min(before.n, now.n) >= LEAST_UNITS && smallestPValue <= ALPHA
  const isWorse = direction === (better === 'lower' ? 1 : -1)
  return { pValue: isTest ? pValue : Number.NaN, isWorse }
}

function testCounts(before: SettingRuns, now: SettingRuns): Outcome {
  const isWorse = now.nDiverged * before.n > before.nDiverged * now.n
  const least = smallestFisherPValue(before.nDiverged + now.nDiverged, before.n, now.n)
  const isTest = Math.min(before.n, now.n) >= LEAST_UNITS && least <= ALPHA
  const pValue = fisherExactTest(before.nDiverged, before.n, now.nDiverged, now.n)
  return { pValue: isTest ? pValue : Number.NaN, isWorse }
}

function scaled(values: readonly number[], scale: Scale): number[] {
  return values.map((value) => onScale(scale, value))
}
