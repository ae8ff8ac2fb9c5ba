import { groupBy } from '../../../tables/groupBy.ts'
import type { FigureAxis, Mark } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { valueAt } from '../../parts/colours/colourScale.ts'
import { LINE_PX } from '../../theme.ts'
import { lanesOf } from '../runs/dodge.ts'
import {
  hasInterval,
  hasValue,
  type StrengthCurve,
  type StrengthResponse,
} from './strengthResponses.ts'

/** More bands than these are mud: then groups stand beside each other, each with whiskers. */
const MOST_BANDS = 4
/** Of the lanes of groups at one strength, as shares of the axis. */
const LANES = { usual: 0.02, all: 0.08 }

/** Of the axis, beside the outermost strengths. */
const LANES_MARGIN = 0.05

/** Where the points of a group stand at a strength. */
export interface StrengthLanes {
  readonly x: FigureAxis
  place(strength: number, group: string): number
}

/** Whether no group of no corruption has a second strength, to which a band could lead. */
export function areOfOneStrength(curves: readonly StrengthCurve[]): boolean {
  const groups = groupBy(curves, ({ corruption, group }) => JSON.stringify([corruption, group]))
  return [...groups.values()].every((models) => {
    const points = models.flatMap((model) => model.points)
    return new Set(points.map(({ strength }) => strength)).size <= 1
  })
}

/**
 * Lanes side by side, where there are more groups than bands can be told apart, or no bands; undefined for
 * bands.
 *
 * @param isOneStrength see {@link areOfOneStrength}
 */
export function strengthLanes(
  responses: readonly StrengthResponse[],
  x: FigureAxis,
  isOneStrength: boolean,
): StrengthLanes | undefined {
  if (responses.length <= MOST_BANDS && !isOneStrength) return undefined
  const points = responses.flatMap(({ group, main }) =>
    main.filter(hasValue).map(({ strength }) => ({ x: strength, group })),
  )
  const lanes = lanesOf(points, widened(x), LANES)
  if (lanes !== undefined) return { x: lanes.axis, place: lanes.place }
  return isOneStrength ? { x, place: (strength) => strength } : undefined
}

/** The axis with room for lanes beside its ends. */
function widened(axis: FigureAxis): FigureAxis {
  const ends = [-LANES_MARGIN, 1 + LANES_MARGIN].map((share) => valueAt(share, axis))
  return { ...axis, min: ends[0] as number, max: ends[1] as number }
}

/** The intervals of groups in lanes. */
export function strengthWhiskers(
  responses: readonly StrengthResponse[],
  colourOf: (group: string) => string,
  lanes: StrengthLanes,
  y: FigureAxis,
): Mark[] {
  return responses.flatMap(({ group, main }) =>
    main
      .filter((point) => hasInterval(point) && isDrawable(point.high, y))
      .map(({ strength, low, high }): Mark => {
        const at = lanes.place(strength, group)
        return {
          shape: 'line',
          behind: true,
          points: [
            [at, isDrawable(low, y) ? low : y.min],
            [at, high],
          ],
          colour: colourOf(group),
          width: LINE_PX.mark,
        }
      }),
  )
}
