import { powerOfTen } from '../../../text/powerOfTen.ts'
import type { FigureAxis } from '../../figure.ts'
import type { RunPoint } from './runPoints.ts'

/** With more different values along the axis, groups hardly share one. */
const MAX_VALUES = 12
/** Of the axis: between neighbouring groups, and from the first to the last, which the margins hold. */
const STEP = { usual: 0.025, all: 0.07 }
/** Of the distance between neighbouring values, from the first group to the last. */
const SHARE_OF_GAP = 0.6

/**
 * Sets points of different groups that share a value of the horizontal axis side by side, so that none
 * hides another; vertically nothing moves.
 *
 * @returns the points, moved or not, and whether they were: they are where few different values have
 *   points of several groups
 */
export function dodge(
  points: readonly RunPoint[],
  axis: FigureAxis,
): { points: RunPoint[]; isDodged: boolean } {
  const groups = [...new Set(points.map(({ group }) => group))]
  const groupsAt = new Map<number, Set<string>>()
  for (const { x, group } of points) groupsAt.set(x, (groupsAt.get(x) ?? new Set()).add(group))
  const isShared = [...groupsAt.values()].some(({ size }) => size > 1)
  if (!isShared || groupsAt.size > MAX_VALUES) return { points: [...points], isDodged: false }
  const [toScale, fromScale] =
    axis.type === 'logarithmic' ? [Math.log10, powerOfTen] : [Number, Number]
  const length = toScale(axis.max) - toScale(axis.min)
  const places = [...groupsAt.keys()].map((x) => toScale(x)).sort((a, b) => a - b)
  const gap = Math.min(length, ...places.slice(1).map((at, i) => at - (places[i] as number)))
  const step = Math.min(
    STEP.usual * length,
    (STEP.all * length) / (groups.length - 1),
    (SHARE_OF_GAP * gap) / groups.length,
  )
  const offsetOf = (group: string) => (groups.indexOf(group) - (groups.length - 1) / 2) * step
  return {
    points: points.map((point) => ({
      ...point,
      x: fromScale(toScale(point.x) + offsetOf(point.group)),
    })),
    isDodged: true,
  }
}
