import { mean } from '../../stats/intervals/location.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { onScale } from '../groups/metricScale.ts'
import { liftByLuck } from './liftByLuck.ts'
import { type MeasuredSetting, type Ranking, settingName } from './measuredSetting.ts'
import { scaleOfSettings } from './settingsScale.ts'

/**
 * Where another setting would be first by geometric means, which comparisons of ratios rest on, and by more than luck
 * lifts the first of them: the two would seem to contradict each other. Where they differ by less, either order is as
 * good.
 *
 * @param settings by their arithmetic means, the best first
 */
export function firstByRatios(
  settings: readonly MeasuredSetting[],
  { metric, better, parameters }: Ranking,
): string[] {
  const values = settings.map(({ finite }) => finite)
  if (scaleOfSettings(values, metric) !== 'ratio') return []
  const whole = settings.filter(({ finite, nDiverged }) => finite.length > 1 && nDiverged === 0)
  const [first] = whole
  if (first === undefined || first !== settings[0]) return []
  const logs = ({ finite }: MeasuredSetting) => finite.map((value) => onScale('ratio', value))
  const badness = (setting: MeasuredSetting) =>
    better === 'lower' ? mean(logs(setting)) : -mean(logs(setting))
  const best = whole.reduce((one, other) => (badness(other) < badness(one) ? other : one))
  if (best === first) return []
  const luck = liftByLuck([logs(best), ...settings.filter((each) => each !== best).map(logs)])
  if (badness(first) - badness(best) <= luck) return []
  const number = (setting: MeasuredSetting) =>
    formatNumber(Math.exp(mean(logs(setting))), { digits: 3 })
  return [
    'best.csv ranks by arithmetic means, which runs far from the others move most. By geometric means, on which ' +
      `comparisons of ratios rest, ${settingName(best, parameters)} would be first: ${number(best)} against ` +
      `${number(first)} of ${metric}.`,
  ]
}
