import { mean } from '../../stats/intervals/location.ts'
import {
  type StudentEstimate,
  sampleVariance,
  studentInterval,
} from '../../stats/tests/studentTest.ts'
import { groupBy } from '../../tables/groupBy.ts'
import { intervalWithinSettings, type SettingValue } from '../settings/intervalWithinSettings.ts'

/** The level of a single interval. */
const SINGLE = 0.95

/** How sure an interval must be for as many that compete to be the best: each takes its share of the error. */
export function levelOfBest(nCompeting: number): number {
  return 1 - (1 - SINGLE) / nCompeting
}

/**
 * The interval of the mean that a limit is judged by: that within settings, or, where settings differ in how far
 * their runs spread, that from the variance of each setting, should it be wider.
 *
 * @param level its coverage
 * @returns undefined where too few settings have several runs
 */
export function limitInterval(
  values: readonly SettingValue[],
  level: number,
): { readonly low: number; readonly high: number } | undefined {
  const within = intervalWithinSettings(values, level)
  if (within === undefined) return undefined
  const own = ownVariances(values)
  if (own === undefined) return within
  const byOwn = studentInterval(own, level)
  return byOwn.high - byOwn.low > within.high - within.low ? byOwn : within
}

/**
 * The mean with the variance of each setting for itself and Satterthwaite's degrees of freedom; undefined of a single
 * setting, or where one has a single run.
 */
function ownVariances(values: readonly SettingValue[]): StudentEstimate | undefined {
  const settings = [...groupBy(values, ({ setting }) => setting).values()].map((runs) =>
    runs.map(({ value }) => value),
  )
  if (settings.length < 2 || settings.some(({ length }) => length < 2)) return undefined
  const parts = settings.map((runs) => ({
    variance: (runs.length * sampleVariance(runs)) / values.length ** 2,
    df: runs.length - 1,
  }))
  const variance = parts.reduce((sum, part) => sum + part.variance, 0)
  const squares = parts.reduce((sum, part) => sum + part.variance ** 2 / part.df, 0)
  if (!(variance > 0)) return undefined
  const estimate = mean(values.map(({ value }) => value))
  return { estimate, se: Math.sqrt(variance), df: variance ** 2 / squares }
}
