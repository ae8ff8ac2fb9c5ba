import { count } from '../../text/counts.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { liftByLuck } from './liftByLuck.ts'
import { asRanked, scaleOfSettings } from './settingsScale.ts'

/**
 * How far luck alone lifts the first of many, on the scale of the means that rank them; see {@link liftByLuck}. Where
 * comparisons are of ratios it is a share.
 *
 * @param settings the values of the runs of each setting that did not diverge, the first setting first
 */
export function luckOfTheFirst(settings: readonly (readonly number[])[], metric: string): string[] {
  if (settings.length < 2) return []
  const what = `The first of ${count(settings.length, 'setting')} in best.csv flatters: it is partly luck`
  const replicated = settings.filter(({ length }) => length > 1)
  if (replicated.length === 0) {
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
  const scale = scaleOfSettings(settings, metric)
  const lift = liftByLuck(asRanked(settings, scale))
  const size = scale === 'ratio' ? shareText(lift) : `about ${formatNumber(lift, { digits: 2 })}`
  return [
    `${what}. Were all ${settings.length} equal, seeds alone would let the first look better than it is ` +
      `by ${size} of ${metric}. Repeat the first few with new seeds.`,
  ]
}

/** Beyond 100 % the exact share tells nothing more: the spread hides the order. */
function shareText(lift: number): string {
  return lift < 1 ? `about ${formatNumber(100 * lift, { digits: 2 })} %` : 'more than 100 %'
}
