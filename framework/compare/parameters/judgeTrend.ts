import type { RankCorrelation } from '../../stats/tests/rankCorrelation.ts'
import { type TurningPoint, turningPoint, turningRange } from '../../stats/tests/turningPoint.ts'
import { ALPHA } from '../groups/verdict.ts'
import type { Trend, TrendVerdict } from '../trend.ts'
import type { ExaminedTrend } from './examineTrend.ts'
import { trendSentence } from './trendSentence.ts'

/**
 * So sure that the metric turns, it is no longer said to rise or to fall throughout: where its curve is shown
 * to bend, the mere signs of both sides are enough.
 */
const DOUBT = { straight: 0.4, bent: 1 }
/**
 * The level of each side of a turning point. The flat side of a curve that rises later goes down by chance in half
 * as many sweeps, and more often than that, since the turning point is chosen by the same values: at 0.05 up to 4 %
 * of such sweeps were said to turn, at this level less than 1 %.
 */
const SIDE_LEVEL = 0.005

/**
 * The verdict on a trend among the other rows of its table. That the metric goes with the parameter is what
 * the adjusted p-value says. It is then said to turn where the rank correlations on both sides of the turning
 * point differ from zero, in opposite directions, each at 0.005; to rise or fall where the rank correlation
 * over all values does after the same adjustment, and nothing suggests that it turns; else, to change.
 *
 * @param pHolm after adjustment; NaN where nothing is tested
 */
export function judgeTrend(examined: ExaminedTrend, pHolm: number, isDescriptive: boolean): Trend {
  const { by, metric, better, least, greatest, nValues, within, unit, correlation } = examined
  const { nRuns, nDiverged, nBlocks } = examined
  const turning = pHolm <= ALPHA && !isDescriptive ? turningPoint(examined.strata) : undefined
  const verdict = isDescriptive ? 'descriptive only' : verdictOf(examined, pHolm, turning)
  const isTurning = verdict === 'lowest inside' || verdict === 'highest inside'
  const range =
    isTurning && turning !== undefined ? turningRange(examined.strata, turning) : undefined
  const hasInterval = !isDescriptive && !isContradicted(correlation, verdict)
  const trend = {
    by,
    least,
    greatest,
    nValues,
    metric,
    better,
    n: correlation.n,
    nRuns,
    nDiverged,
    unit,
    within,
    nBlocks,
    correlation: orNull(correlation.estimate),
    correlationLow: hasInterval ? orNull(correlation.low) : null,
    correlationHigh: hasInterval ? orNull(correlation.high) : null,
    turnsAt: isTurning ? (turning?.at ?? null) : null,
    turnsAtLow: range?.low ?? null,
    turnsAtHigh: range?.high ?? null,
    test: `rank correlation and curvature within ${within}`,
    pValue: isDescriptive ? null : orNull(examined.pValue),
    pHolm: isDescriptive ? null : orNull(pHolm),
    verdict,
  }
  return { ...trend, sentence: trendSentence(trend) }
}

function verdictOf(
  { correlation, curvaturePValue, pValue }: ExaminedTrend,
  pHolm: number,
  turning: TurningPoint | undefined,
): TrendVerdict {
  if (!(pHolm <= ALPHA)) return 'inconclusive'
  if (turning !== undefined && turnsAt(turning, SIDE_LEVEL)) {
    return turning.kind === 'lowest' ? 'lowest inside' : 'highest inside'
  }
  const isMonotone = correlation.pValue * (pHolm / pValue) <= ALPHA
  const doubt = curvaturePValue <= ALPHA ? DOUBT.bent : DOUBT.straight
  if (!isMonotone || (turning !== undefined && turnsAt(turning, doubt))) return 'changes'
  return correlation.estimate > 0 ? 'rises' : 'falls'
}

/**
 * Whether the interval, which is an approximation and wide for a few runs, holds zero where the test of all
 * permutations finds a direction: it is none of that test.
 */
function isContradicted({ low, high }: RankCorrelation, verdict: TrendVerdict): boolean {
  return (verdict === 'rises' || verdict === 'falls') && low <= 0 && high >= 0
}

/** Whether y goes one way up to the turning point and the other way from it on, both at a level. */
function turnsAt({ kind, below, above }: TurningPoint, level: number): boolean {
  const sign = kind === 'lowest' ? 1 : -1
  const goes = ({ estimate, pValue }: RankCorrelation, direction: number) =>
    estimate * direction > 0 && pValue <= level
  return goes(below, -sign) && goes(above, sign)
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
