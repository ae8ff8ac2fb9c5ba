import { normalQuantile } from '../../stats/distributions/normal.ts'
import { mean } from '../../stats/intervals/location.ts'
import { sampleVariance } from '../../stats/tests/studentTest.ts'
import { count } from '../../text/counts.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { onScale, scaleOfMetric, scaleOfRuns } from '../groups/metricScale.ts'

/**
 * How far luck alone lifts the first of many: the expected maximum of as many equal means, by Blom's
 * approximation (Statistical Estimates and Transformed Beta-Variables, 1958), for the spread that
 * seeds show. Where comparisons are of ratios, so is the spread: a metric that spans decades has no
 * spread in common on its own scale.
 *
 * @param settings the values of the runs of each setting that did not diverge, the first setting first
 */
export function luckOfTheFirst(settings: readonly (readonly number[])[], metric: string): string[] {
  if (settings.length < 2) return []
  const what = `The first of ${count(settings.length, 'setting')} in best.csv flatters: it is partly luck`
  const values = settings.flat().map((value) => ({ value }))
  const scale = scaleOfMetric(metric) ?? scaleOfRuns(values)
  const replicated = settings
    .filter(({ length }) => length > 1)
    .map((runs) => runs.map((value) => onScale(scale, value)))
  const df = replicated.reduce((sum, { length }) => sum + length - 1, 0)
  if (df === 0) {
    return [
      `${what}, and with one run a setting nothing shows how much. Repeat the first few with new seeds.`,
    ]
  }
  // Not by their variance, which rounding keeps from being zero.
  if (replicated.every((runs) => runs.every((value) => value === runs[0]))) {
    return [
      `Runs of one setting in best.csv do not differ at all, so that nothing shows how far luck lifts the first of ` +
        `${settings.length}: either the seed has no effect, or they are copies.`,
    ]
  }
  const squares = replicated.reduce(
    (sum, runs) => sum + sampleVariance(runs) * (runs.length - 1),
    0,
  )
  const perSetting = mean(settings.map(({ length }) => Math.max(1, length)))
  const se = Math.sqrt(squares / df / (settings[0]?.length || perSetting))
  const lift = normalQuantile((settings.length - 0.375) / (settings.length + 0.25)) * se
  const size =
    scale === 'ratio'
      ? shareText(lift, metric)
      : `${formatNumber(lift, { digits: 2 })} of ${metric}`
  return [
    `${what}. Were all ${settings.length} equal, seeds alone would let the first look better than it is ` +
      `by about ${size}. Repeat the first few with new seeds.`,
  ]
}

const LARGE = Math.log(2)

/** A distance of logarithms: `5 % of loss`, or a factor where it is large. */
function shareText(lift: number, metric: string): string {
  return lift < LARGE
    ? `${formatNumber(100 * Math.expm1(lift), { digits: 2 })} % of ${metric}`
    : `a factor of ${formatNumber(Math.exp(lift), { digits: 2 })} in ${metric}`
}
