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
const LEAST_RATIO = 1.5
const LEAST_BLOCKS = 2

/**
 * Whether a metric grows in proportion to a parameter, in each block and with hardly any spread: y is x
 * to the power of 1 ± 0.1. Where runs share no blocks, as in a random search, the power law fitted to
 * all of them decides.
 */
export function isProportional(points: readonly Point[]): boolean {
  const positive = points.filter(({ x, y }) => x > 0 && y > 0 && Number.isFinite(x * y))
  const exponents = [...groupBy(positive, ({ block }) => block).values()].flatMap(exponentOf)
  if (exponents.length >= LEAST_BLOCKS) {
    const isSteady = exponents.every((each) => Math.abs(each - 1) <= 2 * TOLERANCE)
    return isSteady && Math.abs(mean(exponents) - 1) <= TOLERANCE
  }
  const law = fitPowerLaw(
    positive.map(({ x }) => x),
    positive.map(({ y }) => y),
  )
  return law !== undefined && law.low >= 1 - 2 * TOLERANCE && law.high <= 1 + 2 * TOLERANCE
}

/** Between the least and the greatest value of the parameter in a block. */
function exponentOf(points: readonly Point[]): number[] {
  const ordered = points.toSorted((one, other) => one.x - other.x)
  const [first, last] = [ordered[0], ordered.at(-1)]
  if (first === undefined || last === undefined || last.x / first.x < LEAST_RATIO) return []
  return [Math.log(last.y / first.y) / Math.log(last.x / first.x)]
}
