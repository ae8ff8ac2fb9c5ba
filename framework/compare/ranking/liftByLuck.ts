import { normalQuantile } from '../../stats/distributions/normal.ts'
import { mean } from '../../stats/intervals/location.ts'
import { sampleVariance } from '../../stats/tests/studentTest.ts'

/**
 * How far luck alone lifts the first of many: the expected maximum of as many equal means, by Blom's
 * approximation (Statistical Estimates and Transformed Beta-Variables, 1958), for the spread that
 * seeds show; NaN where no setting has two runs.
 *
 * @param settings the values of the runs of each setting, the first setting first
 */
export function liftByLuck(settings: readonly (readonly number[])[]): number {
  const replicated = settings.filter(({ length }) => length > 1)
  const df = replicated.reduce((sum, { length }) => sum + length - 1, 0)
  const squares = replicated.reduce(
    (sum, runs) => sum + sampleVariance(runs) * (runs.length - 1),
    0,
  )
  const perSetting = mean(settings.map(({ length }) => Math.max(1, length)))
  const se = Math.sqrt(squares / df / (settings[0]?.length || perSetting))
  return normalQuantile((settings.length - 0.375) / (settings.length + 0.25)) * se
}
