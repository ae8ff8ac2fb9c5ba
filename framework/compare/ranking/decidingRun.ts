import { mean } from '../../stats/intervals/location.ts'
import { outlyingValues } from '../../stats/tests/outlyingValues.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import { onScale } from '../groups/metricScale.ts'
import { type MeasuredSetting, type Ranking, settingName } from './measuredSetting.ts'
import { scaleOfSettings } from './settingsScale.ts'

/**
 * Where one run decides which setting is first: it is further from the others of its setting than chance explains, and
 * without it another setting would be first. Of several the one that changes its mean most is named.
 *
 * @param settings by their arithmetic means, the best first
 * @param runName of a row
 */
export function decidingRun(
  settings: readonly MeasuredSetting[],
  { metric, better, parameters }: Ranking,
  runName: (row: number) => string,
): string[] {
  const whole = settings.filter(({ finite, nDiverged }) => finite.length > 0 && nDiverged === 0)
  const [first, second] = whole
  if (first === undefined || second === undefined) return []
  const values = whole.map(({ finite }) => finite)
  const isBetter = (one: number, other: number) => (better === 'lower' ? one < other : one > other)
  // Where ratios are compared chance is even in logarithms: the values themselves have a long end for it.
  const scale = scaleOfSettings(values, metric)
  const onItsScale = values.map((runs) => runs.map((value) => onScale(scale, value)))
  const deciding = outlyingValues(onItsScale).flatMap(({ group, at }) => {
    const setting = whole[group] as MeasuredSetting
    const without = mean(setting.finite.filter((_, each) => each !== at))
    const rival = setting === first ? second : first
    const isDeciding = isBetter(without, mean(rival.finite)) !== (setting === first)
    return isDeciding && setting.finite.length > 2 ? [{ setting, at, without, rival }] : []
  })
  const [one, ...others] = deciding
  if (one === undefined) return []
  const change = ({ setting, without }: typeof one) => Math.abs(mean(setting.finite) / without - 1)
  const { setting, at, without, rival } = others.reduce(
    (most, each) => (change(each) > change(most) ? each : most),
    one,
  )
  const number = (value: number) => formatNumber(value, { digits: 3 })
  const [then, next] =
    setting === first ? [rival, number(without)] : [setting, number(mean(rival.finite))]
  const ofThen = setting === first ? number(mean(rival.finite)) : number(without)
  return [
    `One run decides which setting is first in best.csv: ${runName(setting.finiteRows[at] as number)}, whose ${metric} of ` +
      `${number(setting.finite[at] as number)} is far from the others of ${settingName(setting, parameters)}. Without it ` +
      `${settingName(then, parameters)} would be first: ${ofThen} against ${next}. Look at it, and repeat it.`,
  ]
}
