import type { CurveAxis, TrainingCurve } from '../../../compare/trainingCurves.ts'
import { concatenate } from '../../../stats/concatenate.ts'
import type { FigureAxis } from '../../figure.ts'
import { axis, fixedAxis } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { placesOf } from './curveSets.ts'
import type { TimeUnit } from './timeUnit.ts'

/** Of an axis, left of a point at its beginning. */
const ROOM_SHARE = 0.03

/** How far from zero the first epoch or step is, at most, where the axis begins there: a share of their range. */
const NEAR_ZERO = 0.25

/**
 * The axis of epochs, steps or times of curves. Times begin at zero, epochs and steps there or, as those of a resumed
 * training may, far from it.
 *
 * @param unit of the time, where that is the axis
 */
export function horizontalAxis(
  curves: readonly TrainingCurve[],
  x: CurveAxis,
  unit: TimeUnit,
): FigureAxis {
  const drawn = curves.map((curve) =>
    placesOf(curve).map((at) => (x === 'time' ? at / unit.seconds : at)),
  )
  const all = concatenate(drawn)
  const title = { time: `Training time (${unit.name})`, epoch: 'Epoch', step: 'Step' }[x]
  const integers = x !== 'time'
  const [first, last] = extent(all)
  if (integers && first === last) {
    return fixedAxis('x', { title, integers }, 'linear', first - 0.5, last + 0.5)
  }
  const fromZero = x === 'time' || first <= NEAR_ZERO * (last - first)
  const made = axis(all, 'x', { title, scale: 'linear', fromZero, integers })
  // On the vertical axis a point is not seen.
  const isOnEnd = drawn.some((places) => places.every((at) => at === made.min) && places.length > 0)
  return isOnEnd ? { ...made, min: made.min - ROOM_SHARE * (made.max - made.min) } : made
}

/** The curve without times that lie before an earlier one, as a negative time of an epoch makes them: none goes back. */
export function forwardTimes(curve: TrainingCurve): TrainingCurve {
  let latest = Number.NEGATIVE_INFINITY
  const x = curve.x.map((time) => {
    if (time < latest) return Number.NaN
    if (time > latest) latest = time
    return time
  })
  return { ...curve, x }
}
