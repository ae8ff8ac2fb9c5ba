import { type MeanInterval, meanInterval } from '../../stats/intervals/meanInterval.ts'
import { intervalWithinSettings, type SettingValue } from './intervalWithinSettings.ts'

/** The means of several groups of runs. */
export interface MeansOverSeeds {
  /** One a group, in their order. */
  readonly means: readonly MeanInterval[]
  /** What the intervals are over; undefined where each group is of one setting, so that it is over its runs. */
  readonly over: IntervalsOver | undefined
}

/** What intervals of runs of several settings are over. */
export interface IntervalsOver {
  /** In few words, for a legend. */
  readonly name: 'over seeds' | 'over settings'
  /** For a caption, after `over`. */
  readonly words: string
}

const SEEDS: IntervalsOver = { name: 'over seeds', words: 'seeds within settings' }
const SETTINGS: IntervalsOver = {
  name: 'over settings',
  words: 'runs of different settings, which is not an interval over seeds',
}

const LEVEL = 0.95

/**
 * Means of groups of runs, with intervals that say what another seed would change. Where a group holds
 * several settings, what lies between these is not uncertainty: the interval is that within settings. Where
 * too few settings were repeated for that, all intervals are over runs of different settings, and called so.
 *
 * @param groups finite values; of the geometric mean, positive ones
 */
export function meansOverSeeds(
  groups: readonly (readonly SettingValue[])[],
  estimator: 'mean' | 'geometric',
): MeansOverSeeds {
  const plain = groups.map((values) =>
    meanInterval(
      values.map(({ value }) => value),
      { estimator },
    ),
  )
  const isMixed = groups.map((values) => new Set(values.map(({ setting }) => setting)).size > 1)
  if (!isMixed.includes(true)) return { means: plain, over: undefined }
  const within = groups.map((values, at) => {
    const mean = plain[at] as MeanInterval
    return isMixed[at] ? withinSettings(mean, values) : mean
  })
  if (within.includes(undefined)) {
    return { means: plain, over: SETTINGS }
  }
  return { means: within.flatMap((each) => each ?? []), over: SEEDS }
}

/** The same mean with the interval within settings; undefined where there is none. */
function withinSettings(
  mean: MeanInterval,
  values: readonly SettingValue[],
): MeanInterval | undefined {
  const isGeometric = mean.estimator === 'geometric'
  const [to, from] = isGeometric ? [Math.log, Math.exp] : [same, same]
  const interval = intervalWithinSettings(
    values.map((each) => ({ ...each, value: to(each.value) })),
  )
  if (interval === undefined) return undefined
  return { ...mean, low: from(interval.low), high: from(interval.high), kind: 't', level: LEVEL }
}

function same(value: number): number {
  return value
}
