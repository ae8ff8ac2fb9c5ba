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
/** Values that are no further from each other than this share of their distance from the bulk lie together. */
const TOGETHER = 0.5
/** Of all values, so many together are a group, and two at least. */
const GROUP_SHARE = 0.02
/** How far from the bulk a group is extreme all the same: a thousand lengths of it, or four decades. */
const TOO_FAR = { linear: 1000, logarithmic: 4 }

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
  owners?: readonly number[],
): [number, number] {
  const floor = type === 'logarithmic' ? 0 : Number.NEGATIVE_INFINITY
  const [low, high] = limitsOfBulk(values, type, fromZero, owners)
  return extent(
    values.filter((value) => value >= low && value <= high),
    floor,
  )
}

/**
 * Beyond which values are extreme: the bulk is the shortest interval that holds all but an eighth of the
 * values (Rousseeuw and Leroy's shorth, 1988, with seven eighths instead of half), and values further from
 * it than five times its length, or three times on a logarithmic axis, are extreme. Lengths are those on the
 * axis, so decades on a logarithmic one. Values that lie together are none, unless the bulk could not be seen
 * beside them, nor are those that nothing parts from it.
 *
 * @param fromZero whether the axis begins at zero, which then belongs to the bulk
 * @param owners whose the values are: those of one owner, such as the ends of a curve, are no group. Default: each is
 *   of its own
 * @returns infinities where no value is extreme, as where the bulk is a single value
 */
export function limitsOfBulk(
  values: readonly number[],
  type: FigureAxis['type'],
  fromZero = false,
  owners?: readonly number[],
): [number, number] {
  const isLog = type === 'logarithmic'
  const startsAtZero = fromZero && !isLog
  const isDrawable = (value: number) => Number.isFinite(value) && (!isLog || value > 0)
  const placeOf = (value: number) => (isLog ? Math.log10(value) : value)
  const sorted = Float64Array.from(values.filter(isDrawable), placeOf).sort()
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
  const tooFar = TOO_FAR[type] * (isLog ? 1 : to - from)
  const least = Math.max(2, GROUP_SHARE * (owners ? new Set(owners).size : n))
  const reachOn = (places: Float64Array, distanceOf: (place: number) => number) =>
    reachedBy(
      Array.from(places, distanceOf).filter((distance) => distance > 0),
      {
        ...{ reach, tooFar, least },
        nMembers:
          owners &&
          nOwners(
            values.map((value) => distanceOf(placeOf(value))),
            owners,
          ),
      },
    )
  const above = reachOn(sorted, (place) => place - to)
  const below = reachOn(sorted.toReversed(), (place) => from - place)
  const ends = [from - below, to + above] as const
  return isLog ? [10 ** ends[0], 10 ** ends[1]] : [...ends]
}

/** How many owners have values at distances from one to another, ends included. */
function nOwners(
  distances: readonly number[],
  owners: readonly number[],
): (from: number, to: number) => number {
  return (from, to) =>
    new Set(
      owners.filter((_, i) => {
        const distance = distances[i] as number
        return distance >= from && distance <= to
      }),
    ).size
}

interface Reach {
  /** How far values are that are not extreme. */
  readonly reach: number
  /** How far a group is that is extreme all the same. */
  readonly tooFar: number
  /** How many make a group. */
  readonly least: number
  /** How many lie from one distance to another. Default: each value is one. */
  readonly nMembers: ((from: number, to: number) => number) | undefined
}

/**
 * How far from the bulk an axis goes on one side: to the outermost values that are not extreme.
 *
 * @param distances of the values beyond the bulk, ascending
 * @returns infinity where none of them is extreme
 */
function reachedBy(
  distances: readonly number[],
  { reach, tooFar, least, nMembers }: Reach,
): number {
  let kept = distances.length
  while (kept > 0 && (distances[kept - 1] as number) > reach) {
    let start = kept - 1
    while (start > 0 && liesWith(distances[start - 1] as number, distances[start] as number))
      start--
    const [nearest, furthest] = [distances[start] as number, distances[kept - 1] as number]
    const isGroup = nearest <= tooFar && (nMembers?.(nearest, furthest) ?? kept - start) >= least
    // What begins within reach is the end of a tail.
    if (isGroup || (distances[start] as number) <= reach) break
    kept = start
  }
  if (kept === distances.length) return Number.POSITIVE_INFINITY
  // Halfway to the next: what is kept is not lost to rounding.
  return ((distances[kept - 1] ?? 0) + (distances[kept] as number)) / 2
}

/** Whether two values are closer to each other than to the bulk. */
function liesWith(nearer: number, further: number): boolean {
  return further - nearer < nearer * TOGETHER
}
