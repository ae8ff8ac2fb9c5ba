import { studentQuantileTwoSided } from '../../stats/distributions/studentT.ts'
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
  const within = intervalWithinSettings(values)
  if (within === undefined) return undefined
  const estimate = mean(values.map(({ value }) => value))
  const ratio = level === SINGLE ? 1 : quantileRatio(level, leastDf(values))
  const pooled = {
    low: estimate - ratio * (estimate - within.low),
    high: estimate + ratio * (within.high - estimate),
  }
  const own = ownVariances(values, estimate)
  if (own === undefined) return pooled
  const byOwn = studentInterval(own, level)
  return byOwn.high - byOwn.low > pooled.high - pooled.low ? byOwn : pooled
}

/** Of the interval within settings, which is over runs or over seeds. */
function leastDf(values: readonly SettingValue[]): number {
  const nSettings = new Set(values.map(({ setting }) => setting)).size
  const nSeeds = new Set(values.map(({ seed }) => seed)).size
  return Math.max(1, Math.min(values.length - nSettings, nSeeds > 1 ? nSeeds - 1 : Infinity))
}

function quantileRatio(level: number, df: number): number {
  return studentQuantileTwoSided(level, df) / studentQuantileTwoSided(SINGLE, df)
}

/**
 * The mean with the variance of each setting for itself and Satterthwaite's degrees of freedom; undefined of a single
 * setting, or where one has a single run.
 */
function ownVariances(
  values: readonly SettingValue[],
  estimate: number,
): StudentEstimate | undefined {
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
  return { estimate, se: Math.sqrt(variance), df: variance ** 2 / squares }
}
