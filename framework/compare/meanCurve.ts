import { concatenate } from '../stats/concatenate.ts'
import { type MeanInterval, meanInterval } from '../stats/intervals/meanInterval.ts'
import type { CurveAxis, TrainingCurve } from './trainingCurves.ts'

/** The mean of several curves, such as runs along their training, with its interval at every point. */
export interface MeanCurve {
  /** Ascending; where a run ends, that position is there again, for a break in the line. */
  readonly x: readonly number[]
  /**
   * The mean over the runs still training; its `estimate` and bounds are NaN where a run lacks a value,
   * and where the line breaks.
   */
  readonly points: readonly MeanInterval[]
  /** From this x on fewer runs stand behind the mean than the group has; undefined where all do. */
  readonly fewerFrom: number | undefined
}

/** The mean goes on as long as this share of the runs does, and at least two of them. */
const LEAST_SHARE = 0.5
/** A mean whose runs become fewer by less than this share goes on without a break. */
const BREAKING_SHARE = 0.05
/** More distinct times than this make an even grid of as many. */
const MOST_TIMES = 200

/** A curve: places in any order and the value at each, NaN or infinite where there is none. */
type Line = Pick<TrainingCurve, 'x' | 'y'>

/**
 * The mean of the runs at each epoch, or along a common grid of times, among the runs that are still
 * training there; between its points a run's value is interpolated, as its line is drawn. Models along the
 * strengths of a corruption are averaged in the same way.
 *
 * A mean over changing runs moves without any of them moving. So it begins where the last of these runs
 * begins, ends where fewer than half of the group's runs go on, or only one, and has no value where a
 * run that goes on has none. Where runs end on the way its line breaks, and goes on as the mean of those
 * that are left.
 *
 * @param along `time`: x is continuous, so that the mean without a run begins where that run ends.
 *   `epoch`, `step`, `strength`: it is not, and it begins at the next one
 * @param estimator `geometric` where the lines are drawn on a logarithmic axis: lines between points
 *   are straight there, and values that are not positive have no place
 */
export function meanCurve(
  curves: readonly Line[],
  along: CurveAxis | 'strength',
  estimator: 'mean' | 'geometric' = 'mean',
): MeanCurve {
  const line = LINES[estimator]
  const tracks = curves.map((curve) => trackOf(curve, line)).filter((track) => track !== undefined)
  const least = Math.max(2, curves.length * LEAST_SHARE)
  const x: number[] = []
  const points: MeanInterval[] = []
  let fewerFrom: number | undefined
  const place = (at: number, values: readonly number[]) => {
    x.push(at)
    points.push(meanInterval(values, { estimator }))
    if (values.length < curves.length) fewerFrom ??= at
  }
  for (const at of gridOf(tracks, along)) {
    const training = tracks.filter(({ end }) => end >= at)
    if (training.length < least) break
    const values = training.map((track) => track.advanceTo(at))
    place(at, values)
    const goingOn = values.filter((_, i) => (training[i] as Track).end > at)
    const nEnding = values.length - goingOn.length
    if (goingOn.length < least || nEnding === 0 || nEnding < values.length * BREAKING_SHARE)
      continue
    x.push(at)
    points.push(meanInterval([], { estimator }))
    if (along === 'time') place(at, goingOn)
  }
  return { x, points, fewerFrom }
}

/**
 * All distinct positions of the runs' points, or where these are many times, as many at even distances
 * and those where runs end.
 */
function gridOf(tracks: readonly Track[], along: CurveAxis | 'strength'): Float64Array {
  const sorted = distinct(concatenate(tracks.map(({ x }) => x)))
  if (along !== 'time' || sorted.length <= MOST_TIMES) return sorted
  const [first, last] = [sorted[0] as number, sorted.at(-1) as number]
  const step = (last - first) / (MOST_TIMES - 1)
  const even = Array.from({ length: MOST_TIMES - 1 }, (_, i) => first + i * step)
  return distinct([...even, ...tracks.map(({ end }) => end)])
}

function distinct(values: readonly number[]): Float64Array {
  return Float64Array.from(new Set(values)).sort()
}

/** A run's line, read from left to right. */
interface Track {
  /** Positions of its points, ascending. */
  readonly x: readonly number[]
  /** Position of its last value. */
  readonly end: number
  /** The value at a position not before the last one asked for; NaN in a gap and before the run. */
  advanceTo(at: number): number
}

/** How a run's line goes on an axis. */
interface LineOnAxis {
  readonly isDrawable: (value: number) => boolean
  /** The value at a share of the way from one point to the next. */
  readonly between: (from: number, to: number, share: number) => number
}

const LINES: Readonly<Record<'mean' | 'geometric', LineOnAxis>> = {
  mean: {
    isDrawable: Number.isFinite,
    between: (from, to, share) => from + (to - from) * share,
  },
  geometric: {
    isDrawable: (value) => value > 0 && Number.isFinite(value),
    between: (from, to, share) => from * Math.exp(Math.log(to / from) * share),
  },
}

function trackOf({ x, y }: Line, { isDrawable, between }: LineOnAxis): Track | undefined {
  const rows = [...x.keys()].filter((row) => Number.isFinite(x[row]))
  const last = rows.findLastIndex((row) => isDrawable(y[row] as number))
  if (last < 0) return undefined
  const kept = rows.slice(0, last + 1).sort((a, b) => (x[a] as number) - (x[b] as number))
  const xs = kept.map((row) => x[row] as number)
  const ys = kept.map((row) => (isDrawable(y[row] as number) ? (y[row] as number) : Number.NaN))
  let next = 0
  return {
    x: xs,
    end: xs.at(-1) as number,
    advanceTo(at) {
      let passedGap = false
      while (next < xs.length && (xs[next] as number) < at) {
        passedGap ||= Number.isNaN(ys[next])
        next++
      }
      const [to, value] = [xs[next] as number, ys[next] as number]
      if (to === at || passedGap) return passedGap && to !== at ? Number.NaN : value
      if (next === 0) return Number.NaN
      const [from, before] = [xs[next - 1] as number, ys[next - 1] as number]
      return between(before, value, (at - from) / (to - from))
    },
  }
}
