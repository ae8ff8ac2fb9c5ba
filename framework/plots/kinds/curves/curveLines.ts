import type { MeanCurve } from '../../../compare/meanCurve.ts'
import type { MeanInterval } from '../../../stats/intervals/meanInterval.ts'
import type { FigureAxis, FigureDataset, FigurePoint } from '../../figure.ts'
import { isDrawable } from '../../parts/axes/axes.ts'
import { faded, withOpacity } from '../../parts/colours/palette.ts'
import { bandDatasets, lineDataset, linesDataset } from '../../parts/composeFigure.ts'
import { isBackground } from '../../parts/highlight.ts'
import { largestTriangles } from '../../parts/largestTriangles.ts'
import { INK, LINE_PX, pt } from '../../theme.ts'
import { type CurveSet, hasInterval } from './curveSets.ts'

/** A line of more points has several within a tenth of a millimetre. */
const MAX_POINTS = { ofLine: 600, ofSet: 40_000 }
/** Behind a mean, or behind the same run smoothed, of up to a few runs; many thin lines add up. */
const OPACITY = { least: 0.04, 'behind mean': 0.5, raw: 0.25 }
const FADED_FROM = 24

/** What all lines of a figure have in common. */
export interface LinePlace {
  readonly yAxis: FigureAxis
  /** The names of the runs, by the rows of the curves. */
  readonly runs: readonly string[]
  /** Of the horizontal axis, in the units of the curves. */
  readonly unitSize: number
}

type Line = Readonly<Record<'x' | 'y', readonly number[]>>

/**
 * - `behind mean`: thin, and the fainter the more there are.
 * - `raw`: the same, and fainter, behind what is made of smoothed runs.
 * - a number: how many lines without a mean there are, these included.
 */
export type RunLook = 'behind mean' | 'raw' | number

/** Single runs, thinned where they have more points than a figure has room for. */
export function runLines(curveSet: CurveSet, place: LinePlace, look: RunLook): FigureDataset {
  const { curves, dash } = curveSet
  const most = pointsPerLine(curveSet)
  const lines = curves.map((curve) => ({
    points: largestTriangles(toPoints(curve, place), most, place.yAxis),
    run: place.runs[curve.row] as string,
  }))
  return linesDataset(lines, { ...styleOf(curveSet, look), dash })
}

/** Whether some of the lines are thinned. */
export function areThinned(curveSets: readonly CurveSet[]): boolean {
  return curveSets.some((curveSet) =>
    curveSet.curves.some(({ y }) => y.length > pointsPerLine(curveSet)),
  )
}

function pointsPerLine({ curves }: CurveSet): number {
  return Math.min(MAX_POINTS.ofLine, Math.ceil(MAX_POINTS.ofSet / curves.length))
}

function styleOf({ group, curves }: CurveSet, look: RunLook): { colour: string; width: number } {
  if (isBackground(group)) {
    return { colour: faded(group.colour, curves.length), width: LINE_PX.run }
  }
  if (typeof look === 'number') return { colour: faded(group.colour, look), width: pt(0.9) }
  const opacity = Math.max(OPACITY.least, OPACITY[look] * Math.min(1, FADED_FROM / curves.length))
  return { colour: withOpacity(group.colour, opacity), width: LINE_PX.run }
}

/**
 * A mean and its interval, thinned at the same places.
 *
 * @param band which intervals are not drawn, and whether the others have edges; null for no intervals
 * @param label what the mean is of, in lines, for those who point at it
 */
export function meanLines(
  { group, dash }: CurveSet,
  mean: MeanCurve,
  place: LinePlace,
  band: { isHidden: (interval: MeanInterval) => boolean; hasEdges: boolean } | null,
  label: string,
): FigureDataset[] {
  const all = toPoints({ x: mean.x, y: mean.points.map(({ estimate }) => estimate) }, place)
  const kept = new Set(largestTriangles(all, MAX_POINTS.ofLine, place.yAxis))
  const isKept = (_: unknown, i: number) => kept.has(all[i] as FigurePoint)
  const [x, points] = [mean.x.filter(isKept), mean.points.filter(isKept)]
  const style = { colour: group.colour, width: LINE_PX.curve, dash }
  const line = { ...lineDataset([...kept], style), label }
  if (band === null || !points.some(hasInterval)) return [line]
  const edge = (bound: 'low' | 'high', end: number) =>
    toPoints(
      {
        x,
        y: points.map((interval) =>
          band.isHidden(interval) ? Number.NaN : drawableBound(interval[bound], end, place.yAxis),
        ),
      },
      place,
    )
  const [low, high] = [edge('low', place.yAxis.min), edge('high', place.yAxis.max)]
  const bounded = low.flatMap((from, i) =>
    from.y === null ? [] : [[from, high[i] as FigurePoint]],
  )
  const [alone] = bounded
  // A single epoch has no band.
  const whisker =
    alone !== undefined && bounded.length === 1
      ? [lineDataset(alone, { colour: group.colour, width: LINE_PX.mark })]
      : []
  return [line, ...bandDatasets(low, high, group.colour, band), ...whisker]
}

/** Lines of one epoch, the same for all, as points that are seen beside lines; other lines as they are. */
export function withPoint(line: FigureDataset): FigureDataset {
  const places = new Set(line.data.flatMap(({ x, y }) => (y === null ? [] : [x])))
  if (places.size !== 1 || !Array.isArray(line.pointRadius)) return line
  return {
    ...line,
    pointRadius: line.pointRadius.map((radius) => (radius > 0 ? POINT_PX : 0)),
    pointBorderColor: INK.paper,
    pointBorderWidth: pt(0.6),
  }
}

const POINT_PX = pt(3.2)

/** A bound as it is, or the end of the axis where that has no place for it. */
function drawableBound(bound: number, end: number, axis: FigureAxis): number {
  return isDrawable(bound, axis) || Number.isNaN(bound) ? bound : end
}

function toPoints({ x, y }: Line, { yAxis, unitSize }: LinePlace): FigurePoint[] {
  return x.map((at, i) => {
    const value = y[i]
    return value !== undefined && Number.isFinite(at) && isDrawable(value, yAxis)
      ? { x: at / unitSize, y: value }
      : { x: null, y: null }
  })
}
