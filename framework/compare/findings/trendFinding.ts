import { count } from '../../text/counts.ts'
import { divergedWordsOf, trendClaim } from '../parameters/trendSentence.ts'
import type { Trend } from '../trend.ts'
import type { UnsettledFinding } from './foldUnsettled.ts'
import { keyPart, type ReportFinding } from './reportFinding.ts'
import { intervalWords, presentValues, pText } from './wording.ts'

/**
 * What a trend that is settled says.
 *
 * @param reservation what a reader must know beside it, as the end of the sentence; empty for nothing
 */
export function findingOfTrend(trend: Trend, reservation: string): ReportFinding {
  const { by, n, unit, pHolm, verdict } = trend
  const holm = pHolm === null ? '' : `, ${pText(pHolm)} after Holm`
  const { estimate, interval } = correlationWords(trend)
  // Of a curve, the correlation is small however sure it is that the metric goes with the parameter.
  const isCurve = verdict !== 'rises' && verdict !== 'falls'
  const size = isCurve ? '' : `rank correlation ${estimate} ${interval}, `
  return {
    key: keyPart(by),
    sentence: `${trendClaim(trend)}: ${size}${count(n, unit)}${holm}${divergedWordsOf(trend)}${reservation}.`,
    values: valuesOf(trend),
  }
}

/** Fewer runs have no rank correlation with an interval. */
const LEAST_RUNS = 4

/** Of a trend that is not settled: never a claim that the metric rises or falls. */
export function unsettledTrend(trend: Trend): UnsettledFinding {
  const { by, metric, verdict, correlation, correlationLow } = trend
  const start =
    verdict === 'descriptive only'
      ? `${by}: not tested, since a sampler chose the runs by their results`
      : `${by}: cannot tell whether ${metric} rises or falls with it`
  const { estimate, interval } = correlationWords(trend)
  const numbers =
    correlation === null || correlationLow === null
      ? trend.nRuns < LEAST_RUNS
        ? `; ${count(trend.nRuns, 'run')} are too few`
        : ''
      : `; rank correlation ${estimate} ${interval}, ${count(trend.n, trend.unit)}`
  return {
    by,
    reason: verdict === 'descriptive only' ? 'chosen by a sampler' : 'too few runs',
    finding: {
      key: keyPart(by),
      sentence: `${start}${numbers}${divergedWordsOf(trend)}.`,
      values: valuesOf(trend),
    },
    diverged:
      trend.nDiverged === 0
        ? undefined
        : { text: `${trend.nDiverged} of ${count(trend.nRuns, 'run')}`, p: 1 },
  }
}

function correlationWords({ correlation, correlationLow, correlationHigh }: Trend) {
  const [estimate, low, high] = [correlation, correlationLow, correlationHigh].map(
    (value) => value ?? Number.NaN,
  ) as [number, number, number]
  return intervalWords({ estimate, low, high }, 0)
}

function valuesOf(trend: Trend): Record<string, number> {
  return presentValues([
    ['correlation', trend.correlation],
    ['low', trend.correlationLow],
    ['high', trend.correlationHigh],
    ['turns-at', trend.turnsAt],
    ['turns-at-low', trend.turnsAtLow],
    ['turns-at-high', trend.turnsAtHigh],
    ['n', trend.n],
    ['p', trend.pHolm],
  ])
}
