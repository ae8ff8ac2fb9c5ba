import type { FigureAxis } from '../../figure.ts'
import { extent } from './extent.ts'

/** At most one in so many values may lie beyond an axis, and always one. */
const ONE_IN = 8
/** With fewer values none of them is extreme. */
const LEAST_VALUES = 4
/** How far from the bulk extreme values are, in lengths of the bulk: a logarithmic axis brings them close. */
const REACH = { linear: 5, logarithmic: 3 }
/** The same where the bulk begins at zero, as bars do, whose lengths should be seen whole. */
const REACH_FROM_ZERO = 9

/**
 * The ends of an axis on which a few extreme values, such as those of a diverged run, do not squash the
 * others, as {@link limitsOfBulk} has them.
 *
 * @returns the extent of the values that are not extreme
 */
export function extentOfBulk(
  values: readonly number[],
  type: FigureAxis['type'],
  fromZero = false,
): [number, number] {
  const floor = type === 'logarithmic' ? 0 : Number.NEGATIVE_INFINITY
  const [low, high] = limitsOfBulk(values, type, fromZero)
  return extent(
    values.filter((value) => value >= low && value <= high),
    floor,
  )
}

/**
 * Beyond which values are extreme: the bulk is the shortest interval that holds all but an eighth of the
 * values (Rousseeuw and Leroy's shorth, 1988, with seven eighths instead of half), and values further from
 * it than five times its length, or three times on a logarithmic axis, are extreme. Lengths are those on the
 * axis, so decades on a logarithmic one.
 *
 * @param fromZero whether the axis begins at zero, which then belongs to the bulk
 * @returns infinities where no value is extreme, as where the bulk is a single value
 */
export function limitsOfBulk(
  values: readonly number[],
  type: FigureAxis['type'],
  fromZero = false,
): [number, number] {
  const isLog = type === 'logarithmic'
  const startsAtZero = fromZero && !isLog
  const drawable = values.filter((value) => Number.isFinite(value) && (!isLog || value > 0))
  const sorted = Float64Array.from(drawable, (value) => (isLog ? Math.log10(value) : value)).sort()
  const n = sorted.length
  const none: [number, number] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
  if (n < LEAST_VALUES) return none
  const nBulk = n - Math.max(1, Math.floor(n / ONE_IN))
  let [from, to] = [sorted[0] as number, sorted[n - 1] as number]
  for (let i = 0; i + nBulk <= n; i++) {
    const [low, high] = [sorted[i] as number, sorted[i + nBulk - 1] as number]
    if (high - low < to - from) [from, to] = [low, high]
  }
  if (startsAtZero) [from, to] = [Math.min(0, from), Math.max(0, to)]
  const reach = (startsAtZero ? REACH_FROM_ZERO : REACH[type]) * (to - from)
  if (reach === 0) return none
  const ends = [from - reach, to + reach] as const
  return isLog ? [10 ** ends[0], 10 ** ends[1]] : [...ends]
}
