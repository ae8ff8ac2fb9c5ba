import { mean } from '../../stats/intervals/location.ts'
import { type StudentEstimate, studentInterval } from '../../stats/tests/studentTest.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { resemble } from '../units/seedClusters.ts'

/** A value of a metric, and what the run that it comes from was. */
export interface SettingValue {
  /** The key of its setting: the values of all parameters but the seed. */
  readonly setting: string
  /** The key of its seed; null where it has none. */
  readonly seed: string | null
  readonly value: number
}

/** With fewer degrees of freedom there is no interval: two are three runs of one setting. */
const LEAST_DF = 2

/**
 * Student's interval of the mean over runs of several settings, which are chosen and not drawn:
 * only what differs between runs of one setting makes the mean uncertain (mean square within settings,
 * as in a one-way analysis of variance). Where seeds recur over settings and runs of one seed resemble
 * each other, seeds are the units, should that interval be wider. Of one setting it is that of
 * `meanInterval`.
 *
 * @param level its coverage. Default 0.95
 * @returns undefined where too few settings have several runs
 */
export function intervalWithinSettings(
  values: readonly SettingValue[],
  level = 0.95,
): { readonly low: number; readonly high: number } | undefined {
  const settings = [...groupBy(values, ({ setting }) => setting).values()]
  const deviations = settings.flatMap((runs) => {
    const centre = mean(runs.map(({ value }) => value))
    return runs.map((run) => ({ ...run, value: run.value - centre }))
  })
  const n = values.length
  const df = n - settings.length
  if (df < LEAST_DF) return undefined
  const square = deviations.reduce((sum, { value }) => sum + value ** 2, 0) / df
  const estimate = mean(values.map(({ value }) => value))
  const byRuns = studentInterval({ estimate, se: Math.sqrt(square / n), df }, level)
  const seeds = overSeeds(deviations, estimate)
  if (seeds === undefined) return byRuns
  const bySeeds = studentInterval(seeds, level)
  return bySeeds.high - bySeeds.low > byRuns.high - byRuns.low ? bySeeds : byRuns
}

/** The estimate with the standard error of sums over seeds; undefined where seeds tell nothing. */
function overSeeds(
  deviations: readonly SettingValue[],
  estimate: number,
): StudentEstimate | undefined {
  if (deviations.some(({ seed }) => seed === null)) return undefined
  const clusters = [...groupBy(deviations, ({ seed }) => seed).values()].map((runs) =>
    runs.map(({ value }) => value),
  )
  const df = clusters.length - 1
  if (df < LEAST_DF || clusters.length === deviations.length || !resemble(clusters))
    return undefined
  const sums = clusters.map((cluster) => cluster.reduce((sum, value) => sum + value, 0))
  const variance = (sums.reduce((total, sum) => total + sum ** 2, 0) * clusters.length) / df
  return { estimate, se: Math.sqrt(variance) / deviations.length, df }
}
