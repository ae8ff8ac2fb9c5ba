import type { FigureAxis } from '../../figure.ts'
import { extent } from './extent.ts'

/** At most one in so many values may lie beyond an axis, and always one. */
const ONE_IN = 8
/** With fewer values none of them is extreme. */
const LEAST_VALUES = 4
/** How far from the bulk extreme values are, in lengths of the bulk. */
const REACH = 5

/**
 * The ends of an axis on which a few extreme values, such as those of a diverged run, do not squash the
 * others: the bulk is the shortest interval that holds all but an eighth of the values (Rousseeuw and
 * Leroy's shorth, 1988, with seven eighths instead of half), and values further from it than five times
 * its length are extreme. Lengths are those on the axis, so decades on a logarithmic one.
 *
 * @returns the extent of the values that are not extreme; of all, where the bulk is a single value
 */
export function extentOfBulk(
  values: readonly number[],
  type: FigureAxis['type'],
): [number, number] {
  const isLog = type === 'logarithmic'
  const drawable = values.filter((value) => Number.isFinite(value) && (!isLog || value > 0))
  const onAxis = (value: number) => (isLog ? Math.log10(value) : value)
  const sorted = Float64Array.from(drawable, onAxis).sort()
  const n = sorted.length
  if (n < LEAST_VALUES) return extent(drawable)
  const nBulk = n - Math.max(1, Math.floor(n / ONE_IN))
  let [from, to] = [sorted[0] as number, sorted[n - 1] as number]
  for (let i = 0; i + nBulk <= n; i++) {
    const [low, high] = [sorted[i] as number, sorted[i + nBulk - 1] as number]
    if (high - low < to - from) [from, to] = [low, high]
  }
  const reach = REACH * (to - from)
  if (reach === 0) return extent(drawable)
  return extent(
    drawable.filter((value) => onAxis(value) >= from - reach && onAxis(value) <= to + reach),
  )
}
