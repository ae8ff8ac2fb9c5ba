import { mean } from '../../stats/intervals/location.ts'
import type { CellValue } from '../../tables/valueKey.ts'
import { valueName } from '../../text/names/valueName.ts'
import { formatNumber } from '../../text/numbers/numberFormat.ts'
import type { Better } from '../better.ts'
import { onScale, scaleOfMetric, scaleOfRuns } from '../groups/metricScale.ts'

interface Setting {
  readonly values: readonly CellValue[]
  /** Of the runs that did not diverge. */
  readonly finite: readonly number[]
  readonly nDiverged: number
}

/**
 * Where another setting than the first is best by geometric means, which comparisons of ratios rest on: few bad runs
 * lift an arithmetic mean, and the two would seem to contradict each other.
 *
 * @param settings by their arithmetic means, the best first
 */
export function firstByRatios(
  settings: readonly Setting[],
  {
    metric,
    better,
    parameters,
  }: {
    readonly metric: string
    readonly better: Better
    readonly parameters: readonly string[]
  },
): string[] {
  const values = settings.flatMap(({ finite }) => finite).map((value) => ({ value }))
  if ((scaleOfMetric(metric) ?? scaleOfRuns(values)) !== 'ratio') return []
  const whole = settings.filter(({ finite, nDiverged }) => finite.length > 1 && nDiverged === 0)
  const [first] = whole
  if (first === undefined || first !== settings[0]) return []
  const geometric = ({ finite }: Setting) =>
    Math.exp(mean(finite.map((value) => onScale('ratio', value))))
  const best = whole.reduce((one, other) => {
    const isBetter =
      better === 'lower' ? geometric(other) < geometric(one) : geometric(other) > geometric(one)
    return isBetter ? other : one
  })
  if (best === first) return []
  const name = parameters.map((each, at) => `${each}=${valueName(best.values[at])}`).join(', ')
  const number = (setting: Setting) => formatNumber(geometric(setting), { digits: 3 })
  return [
    `best.csv ranks by arithmetic means, which few bad runs decide. By geometric means, on which comparisons of ratios ` +
      `rest, ${name} is better than its first: ${number(best)} against ${number(first)} of ${metric}.`,
  ]
}
