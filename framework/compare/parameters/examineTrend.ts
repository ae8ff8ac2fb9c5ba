import type { ColumnTable } from 'arquero'
import { mean } from '../../stats/intervals/location.ts'
import type { Stratum } from '../../stats/tests/rankedStrata.ts'
import { type RankTrend, rankTrend } from '../../stats/tests/rankTrend.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { Better } from '../comparison.ts'
import { type MeasuredRun, measureRuns } from '../groups/measuredRuns.ts'
import { onScale, scaleOfMetric, scaleOfRuns } from '../groups/metricScale.ts'
import type { Trend } from '../trend.ts'

/** A trend that was worked out, but not yet judged among the other rows of its table. */
export interface ExaminedTrend extends RankTrend {
  readonly by: string
  readonly metric: string
  readonly better: Better
  readonly least: number
  readonly greatest: number
  readonly nValues: number
  readonly within: Trend['within']
  readonly nBlocks: number
  readonly unit: Trend['unit']
  readonly nRuns: number
  /** Of the runs: they rank as the worst. */
  readonly nDiverged: number
  /** What is compared with each other. */
  readonly strata: readonly Stratum[]
}

interface Point {
  readonly x: number
  readonly run: MeasuredRun
}

interface Grouped {
  readonly within: Trend['within']
  readonly strata: readonly Stratum[]
}

/** A grouping counts where it keeps so large a share of the runs. */
const LEAST_SHARE = 0.5

/**
 * How a metric goes with a numeric parameter. Ranks are correlated among runs of one block and seed;
 * where most runs have no such partner, among those of one block; and where every run has a setting of
 * its own, as in a random search, among all settings: runs of one setting are averaged, since they have all
 * that it does in common.
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
  const seedOf = (point: Point) => `${blockOf(point)} ${point.run.seed}`
  const blocked = (within: Trend['within'], keyOf: (point: Point) => string): Grouped => ({
    within,
    strata: [...groupBy(points, keyOf).values()].map(stratumOf),
  })
  const isInformative = ({ strata }: Grouped) => nInformative(strata) >= LEAST_SHARE * points.length
  const chosen = [blocked('block and seed', seedOf), blocked('block', blockOf)].find(
    isInformative,
  ) ?? { within: 'all runs', strata: [settingsOf(points, metric, blockOf)] }
  const compared = chosen.strata.filter(isInformativeStratum).flatMap(({ x }) => x)
  const values = new Set(compared.length > 0 ? compared : points.map(({ x }) => x))
  return {
    by,
    metric,
    better,
    least: Math.min(...values),
    greatest: Math.max(...values),
    nValues: values.size,
    nRuns: points.length,
    nBlocks: new Set(points.map(blockOf)).size,
    nDiverged: points.filter(({ run }) => !Number.isFinite(run.value)).length,
    ...chosen,
    unit: chosen.within === 'all runs' ? 'setting' : 'run',
    ...rankTrend(chosen.strata),
  }
}

function stratumOf(points: readonly Point[]): Stratum {
  return { x: points.map(({ x }) => x), y: points.map(({ run }) => run.value) }
}

/** One point a setting, the mean of its runs on the scale on which the metric is compared. */
function settingsOf(
  points: readonly Point[],
  metric: string,
  blockOf: (point: Point) => string,
): Stratum {
  const scale = scaleOfMetric(metric) ?? scaleOfRuns(points.map(({ run }) => run))
  const settings = [...groupBy(points, (point) => `${point.x} ${blockOf(point)}`).values()]
  return {
    x: settings.map(([first]) => first?.x ?? Number.NaN),
    y: settings.map((runs) => mean(runs.map(({ run }) => onScale(scale, run.value)))),
  }
}

/** Whether the stratum counts in the correlation: both the parameter and the metric vary in it. */
function isInformativeStratum({ x, y }: Stratum): boolean {
  return new Set(x).size > 1 && new Set(y).size > 1
}

/** Runs of strata that say something about the trend. */
function nInformative(strata: readonly { readonly x: readonly number[] }[]): number {
  return strata.reduce((n, { x }) => n + (new Set(x).size > 1 ? x.length : 0), 0)
}
