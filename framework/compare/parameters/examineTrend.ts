import type { ColumnTable } from 'arquero'
import { type RankCorrelation, rankCorrelation } from '../../stats/tests/rankCorrelation.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import { formatEstimate } from '../../text/intervalFormat.ts'
import { formatNumber } from '../../text/numberFormat.ts'
import type { Better } from '../comparison.ts'
import { type MeasuredRun, measureRuns } from '../groups/measuredRuns.ts'
import { ALPHA } from '../groups/verdict.ts'
import type { Trend, TrendVerdict } from '../trend.ts'

/** A trend that was worked out, but not yet judged among the other rows of its table. */
export interface ExaminedTrend extends RankCorrelation {
  readonly by: string
  readonly metric: string
  readonly better: Better
  readonly least: number
  readonly greatest: number
  readonly nValues: number
  readonly within: Trend['within']
}

interface Point {
  readonly x: number
  readonly run: MeasuredRun
}

/** A grouping counts where it keeps so large a share of the runs. */
const LEAST_SHARE = 0.5

/**
 * How a metric goes with a numeric parameter. Ranks are correlated among runs of one block and seed;
 * where most runs have no such partner, among those of one block; and where every run has a setting of
 * its own, as in a random search, among all runs.
 */
export function examineTrend(
  runs: ColumnTable,
  columns: {
    readonly metric: string
    readonly by: string
    readonly better: Better
    readonly seed: string
    readonly parameters: readonly string[]
  },
): ExaminedTrend {
  const { metric, by, better } = columns
  const points = measureRuns(runs, columns).groups.flatMap(({ value, runs: ofGroup }) =>
    value === null ? [] : ofGroup.map((run): Point => ({ x: Number(value), run })),
  )
  const blockOf = ({ run }: Point) => JSON.stringify(run.settings.map(String))
  const groupings = [
    { within: 'block and seed', keyOf: (point: Point) => `${blockOf(point)} ${point.run.seed}` },
    { within: 'block', keyOf: blockOf },
    { within: 'all runs', keyOf: () => '' },
  ] as const
  const values = new Set(points.map(({ x }) => x))
  const grouped = groupings.map(({ within, keyOf }) => ({
    within,
    strata: [...groupBy(points, keyOf).values()].map((members) => ({
      x: members.map(({ x }) => x),
      y: members.map(({ run }) => run.value),
    })),
  }))
  const chosen =
    grouped.find(({ strata }) => nInformative(strata) >= LEAST_SHARE * points.length) ?? grouped[2]
  return {
    by,
    metric,
    better,
    least: Math.min(...values),
    greatest: Math.max(...values),
    nValues: values.size,
    within: chosen?.within ?? 'all runs',
    ...rankCorrelation(chosen?.strata ?? []),
  }
}

/** Runs of strata that say something about the trend. */
function nInformative(strata: readonly { readonly x: readonly number[] }[]): number {
  return strata.reduce((n, { x }) => n + (new Set(x).size > 1 ? x.length : 0), 0)
}

/** @param pHolm after adjustment; NaN where nothing is tested */
export function judgeTrend(examined: ExaminedTrend, pHolm: number, isDescriptive: boolean): Trend {
  const { by, metric, better, least, greatest, nValues, within, n, estimate } = examined
  const verdict: TrendVerdict = isDescriptive
    ? 'descriptive only'
    : !(pHolm <= ALPHA)
      ? 'inconclusive'
      : estimate > 0
        ? 'rises'
        : 'falls'
  const trend = {
    by,
    least,
    greatest,
    nValues,
    metric,
    better,
    n,
    within,
    correlation: orNull(estimate),
    correlationLow: isDescriptive ? null : orNull(examined.low),
    correlationHigh: isDescriptive ? null : orNull(examined.high),
    test: `rank correlation within ${within}`,
    pValue: isDescriptive ? null : orNull(examined.pValue),
    pHolm: isDescriptive ? null : orNull(pHolm),
    verdict,
  }
  return { ...trend, sentence: sentenceOf(trend) }
}

function sentenceOf(trend: Omit<Trend, 'sentence'>): string {
  const { by, metric, verdict, correlation, correlationLow, correlationHigh, n, pHolm } = trend
  const range = `from ${formatNumber(trend.least)} to ${formatNumber(trend.greatest)}`
  const claim =
    verdict === 'rises' || verdict === 'falls'
      ? `${metric} ${verdict} with ${by}`
      : `whether ${metric} rises or falls with ${by} is ${verdict}`
  if (correlation === null) {
    return `${by} ${range}: ${claim}; ${count(n, 'run')} can be compared, too few for a rank correlation.`
  }
  const texts =
    correlationLow === null || correlationHigh === null
      ? undefined
      : formatEstimate({ estimate: correlation, low: correlationLow, high: correlationHigh })
  const interval =
    texts === undefined ? '' : ` (single 95 % interval ${texts.low} to ${texts.high})`
  const p = pHolm === null ? '' : `, p ${formatNumber(pHolm)} after Holm's adjustment`
  return (
    `${by} ${range}: ${claim}. The rank correlation within ${trend.within} is ${texts?.estimate ?? formatNumber(correlation)}` +
    `${interval}, over ${count(n, 'run')} of ${count(trend.nValues, 'value')}${p}.`
  )
}

function orNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}
