import { powerOfTen } from '../../../text/numbers/powerOfTen.ts'
import type { FigureAxis } from '../../figure.ts'
import { smallest } from '../../parts/axes/extent.ts'

/** A point of a group. */
interface Member {
  readonly x: number
  readonly group: string
}

/** With more different values along the axis, groups hardly share one. */
const MAX_VALUES = 12
/** Of the distance between neighbouring values, from the first group to the last. */
const SHARE_OF_GAP = 0.6

/** How wide lanes are, as shares of the axis. */
export interface LaneWidths {
  /** Of a lane. */
  readonly usual: number
  /** From the first to the last one, which the margins of the axis hold. */
  readonly all: number
}

const POINTS: LaneWidths = { usual: 0.025, all: 0.07 }

/** Where the groups of a few values stand. */
export interface Lanes {
  /** The axis, which tells that what stands beside a value is of that value. */
  readonly axis: FigureAxis
  /** The place of a group beside a value. */
  place(x: number, group: string): number
}

/**
 * Lanes side by side for the groups that share values of the horizontal axis; undefined where no value
 * has points of several groups, or where there are too many values for groups to share any.
 */
export function lanesOf(
  points: readonly Member[],
  axis: FigureAxis,
  widths: LaneWidths = POINTS,
): Lanes | undefined {
  const groups = [...new Set(points.map(({ group }) => group))]
  const groupsAt = new Map<number, Set<string>>()
  for (const { x, group } of points) groupsAt.set(x, (groupsAt.get(x) ?? new Set()).add(group))
  const isShared = [...groupsAt.values()].some(({ size }) => size > 1)
  if (!isShared || groupsAt.size > MAX_VALUES) return undefined
  const [toScale, fromScale] =
    axis.type === 'logarithmic' ? [Math.log10, powerOfTen] : [Number, Number]
  const length = toScale(axis.max) - toScale(axis.min)
  const places = [...groupsAt.keys()].map((x) => toScale(x)).sort((a, b) => a - b)
  const gap = Math.min(length, smallest(places.slice(1).map((at, i) => at - (places[i] as number))))
  const step = Math.min(
    widths.usual * length,
    (widths.all * length) / (groups.length - 1),
    (SHARE_OF_GAP * gap) / groups.length,
  )
  return {
    axis: { ...axis, lanesAt: [...groupsAt.keys()].sort((a, b) => a - b) },
    place: (x, group) =>
      fromScale(toScale(x) + (groups.indexOf(group) - (groups.length - 1) / 2) * step),
  }
}

/**
 * Sets points of different groups that share a value of the horizontal axis side by side, so that none
 * hides another; vertically nothing moves.
 *
 * @returns the points, moved or not, with their axis, and whether they were: they are where few different
 *   values have points of several groups
 */
export function dodge<Point extends Member>(
  points: readonly Point[],
  axis: FigureAxis,
): { points: Point[]; axis: FigureAxis; isDodged: boolean } {
  const lanes = lanesOf(points, axis)
  if (lanes === undefined) return { points: [...points], axis, isDodged: false }
  return {
    points: points.map((point) => ({ ...point, x: lanes.place(point.x, point.group) })),
    axis: lanes.axis,
    isDodged: true,
  }
}
