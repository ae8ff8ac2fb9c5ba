import { fitPowerLaw } from '../../stats/fits/powerLaw.ts'
import { mean } from '../../stats/intervals/location.ts'
import { groupBy } from '../../tables/groupBy.ts'

/** A run's value of a parameter and of a metric. */
export interface Point {
  readonly x: number
  readonly y: number
  /** What runs share that differ in this parameter alone. */
  readonly block: string
}

/** The exponent of a power law that counts as proportional is 1, but for so much. */
const TOLERANCE = 0.1
/** Values that are closer together, as a ratio, say little about an exponent. */
const LEAST_STEP = 1.25
/** Of two values alone, a metric may be as far apart by chance. */
const LEAST_VALUES = 3
const LEAST_RATIO_OF_TWO = 5
const LEAST_STEPS = 2

/**
 * Whether a metric grows in proportion to a parameter, in each block and with hardly any spread: y is x
 * to the power of 1 ± 0.1. Where runs share no blocks, as in a random search, the power law fitted to
 * all of them decides.
 */
export function isProportional(points: readonly Point[]): boolean {
  const positive = points.filter(({ x, y }) => x > 0 && y > 0 && Number.isFinite(x * y))
  const values = positive.map(({ x }) => x)
  const isFar = Math.max(...values) >= LEAST_RATIO_OF_TWO * Math.min(...values)
  if (new Set(values).size < LEAST_VALUES && !isFar) return false
  const exponents = [...groupBy(positive, ({ block }) => block).values()].flatMap(exponentsOf)
  if (exponents.length >= LEAST_STEPS) {
    const isSteady = exponents.every((each) => Math.abs(each - 1) <= 2 * TOLERANCE)
    return isSteady && Math.abs(mean(exponents) - 1) <= TOLERANCE
  }
  const law = fitPowerLaw(
    values,
    positive.map(({ y }) => y),
  )
  return law !== undefined && law.low >= 1 - 2 * TOLERANCE && law.high <= 1 + 2 * TOLERANCE
}

/** From value to value of the parameter in a block. */
function exponentsOf(points: readonly Point[]): number[] {
  const ordered = points.toSorted((one, other) => one.x - other.x)
  const exponents: number[] = []
  let [from] = ordered
  for (const to of ordered) {
    if (from === undefined || to.x < LEAST_STEP * from.x) continue
    exponents.push(Math.log(to.y / from.y) / Math.log(to.x / from.x))
    from = to
  }
  return exponents
}
