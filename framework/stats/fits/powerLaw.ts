import { checkArguments, LIST } from '../../text/checkOptions.ts'
import { studentQuantileTwoSided } from '../distributions/studentT.ts'
import { mean } from '../intervals/location.ts'

/** `y = factor * x ** exponent`, fitted to the logarithms of both. */
export interface PowerLaw {
  readonly exponent: number
  /** The 95 % interval of the exponent. */
  readonly low: number
  readonly high: number
  readonly factor: number
  /** Points that were fitted. */
  readonly n: number
  /** What the law gives at a size, with the 95 % interval of the mean there. */
  readonly at: (x: number) => {
    readonly value: number
    readonly low: number
    readonly high: number
  }
  /** The law over the range of the sizes, at equal distances on a logarithmic axis. */
  readonly curve: readonly {
    readonly x: number
    readonly value: number
    readonly low: number
    readonly high: number
  }[]
}

const LEAST_SIZES = 3
const CURVE_POINTS = 41

/**
 * Fits a power law by least squares of the logarithms, with Student's intervals: right where the errors
 * of the logarithms are independent and alike. Points that are not positive and finite are left out.
 *
 * @param x sizes, one per point
 * @param y as many values; null and NaN are left out
 * @returns undefined with fewer than three different sizes, or points
 */
export function fitPowerLaw(x: ArrayLike<unknown>, y: ArrayLike<unknown>): PowerLaw | undefined {
  checkArguments('OPTION_INVALID', 'fitPowerLaw', { x, y }, { x: LIST, y: LIST })
  const points = Array.from(
    x,
    (size, at) => [Number(size ?? Number.NaN), Number(y[at] ?? Number.NaN)] as const,
  ).filter((point) => point.every((value) => value > 0 && Number.isFinite(value)))
  const sizes = points.map(([size]) => Math.log(size))
  const values = points.map(([, value]) => Math.log(value))
  if (new Set(sizes).size < LEAST_SIZES) return undefined
  const [centre, middle] = [mean(sizes), mean(values)]
  const spread = sizes.reduce((sum, size) => sum + (size - centre) ** 2, 0)
  const exponent =
    sizes.reduce((sum, size, at) => sum + (size - centre) * ((values[at] as number) - middle), 0) /
    spread
  const df = points.length - 2
  const squares = sizes.reduce((sum, size, at) => {
    return sum + ((values[at] as number) - middle - exponent * (size - centre)) ** 2
  }, 0)
  const t = studentQuantileTwoSided(0.95, df)
  const variance = squares / df
  const reach = t * Math.sqrt(variance / spread)
  const at = (size: number) => {
    const distance = Math.log(size) - centre
    const estimate = middle + exponent * distance
    const width = t * Math.sqrt(variance * (1 / points.length + distance ** 2 / spread))
    return {
      value: Math.exp(estimate),
      low: Math.exp(estimate - width),
      high: Math.exp(estimate + width),
    }
  }
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)]
  return {
    exponent,
    low: exponent - reach,
    high: exponent + reach,
    factor: Math.exp(middle - exponent * centre),
    n: points.length,
    at,
    curve: Array.from({ length: CURVE_POINTS }, (_, i) => {
      const size = Math.exp(least + ((most - least) * i) / (CURVE_POINTS - 1))
      return { x: size, ...at(size) }
    }),
  }
}
