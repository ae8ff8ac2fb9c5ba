import type { BeyondPoint } from '../../../../../plots/parts/beyondPoints.ts'
import type { Place } from '../place.ts'
import type { Direction } from '../view/figureView.ts'
import type { Interval } from './intervals.ts'

/** What of a figure is at a place. */
export interface Pointed extends Place {
  /** The run that it is of, if it is of a single one. */
  readonly run?: string
  /** What it is of, in lines, or what is to be said of its run. */
  readonly label?: string
  /** Whether the place has a meaning along the axes only where these have names: it is within an area. */
  readonly isArea?: boolean
  /** The axes along which its place has a meaning. Default both. */
  readonly values?: readonly Direction[]
  /** Two corners of the bar that it is on, which lasts from one to the other along the axes of numbers. */
  readonly span?: readonly [Place, Place]
  /** The whisker or band about it. */
  readonly interval?: Interval
  /** Where it lies beyond the axes, which end at its place. */
  readonly beyond?: BeyondPoint['towards']
}
