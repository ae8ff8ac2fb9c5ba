import { leftOut } from '../../../text/counts.ts'
import type { FigureAxis, FigureDataset, FigurePoint, LegendItem } from '../../figure.ts'
import { axis, type ScaleChoice } from '../../parts/axes/axes.ts'
import { BELOW_ALL_AXES, BEYOND_ALL_AXES } from '../../parts/axes/undrawn.ts'
import { withOpacity } from '../../parts/colours/palette.ts'
import { lineDataset } from '../../parts/composeFigure.ts'
import { LINE_PX } from '../../theme.ts'
import type { SharedBins } from './bins.ts'

/** What a reader must know about values that no bin holds. */
export function notesOn({
  type,
  nLeftOut,
  nTooLarge,
  nTooSmall,
  notes,
  lastBin,
}: SharedBins): string[] {
  const isLog = type === 'logarithmic'
  const why = isLog ? 'missing, infinite or not above zero' : 'missing or infinite'
  return [
    ...leftOut(nLeftOut - nTooLarge - nTooSmall, 'value', why),
    ...leftOut(nTooLarge, 'value', BEYOND_ALL_AXES),
    ...leftOut(nTooSmall, 'value', BELOW_ALL_AXES),
    ...notes.linear,
    ...notes.beyond,
    ...lastBin,
  ]
}

/** How a series is drawn: filled as what the others are compared with, or as a line. */
export interface ContourStyle {
  readonly name: string
  readonly colour: string
  readonly isFilled: boolean
}

const FILL_OPACITY = 0.35

/**
 * The share of the values in each bin; zeros where there are no values.
 *
 * @param n of values, in the bins and beyond them
 */
export function toShares(counts: readonly number[], n: number): number[] {
  return counts.map((count) => count / Math.max(1, n))
}

/** The axis of the heights, from zero where it is linear: filled areas of a log axis begin nowhere. */
export function shareAxis(shares: readonly number[][], scale: ScaleChoice = 'linear'): FigureAxis {
  const filled = shares.flat().filter((share) => share > 0)
  return axis(filled, 'y', {
    title: 'Share of values',
    fromZero: true,
    scale,
    gridLines: true,
  })
}

/** Bins beside a single one that holds something, which else would fill the figure. */
const BINS_BESIDE = 5

/** The ends of the bins that hold something; undefined where none does. */
export function filledEnds(
  shares: readonly (readonly number[])[],
  edges: readonly number[],
): [low: number, high: number] | undefined {
  const isFilled = edges.map((_, bin) => shares.some((each) => (each[bin] as number) > 0))
  const [first, last] = [isFilled.indexOf(true), isFilled.lastIndexOf(true)]
  if (first < 0) return undefined
  const beside = first === last ? BINS_BESIDE : 0
  return [
    edges[Math.max(0, first - beside)] as number,
    edges[Math.min(edges.length - 1, last + 1 + beside)] as number,
  ]
}

/**
 * The histogram's contour from the first to the last bin that is not empty. Empty bins between them
 * stand on the axis, also on a log one, which has no zero.
 */
export function contour(
  shares: readonly number[],
  edges: readonly number[],
  y: FigureAxis,
): FigurePoint[] {
  const first = shares.findIndex((share) => share > 0)
  if (first < 0) return []
  const end = shares.findLastIndex((share) => share > 0) + 1
  return [
    { x: edges[first] as number, y: y.min },
    ...shares.slice(first, end).flatMap((share, i) => {
      const height = Math.max(share, y.min)
      return [
        { x: edges[first + i] as number, y: height },
        { x: edges[first + i + 1] as number, y: height },
      ]
    }),
    { x: edges[end] as number, y: y.min },
  ]
}

/** Contours of one series, gaps between them allowed. */
export function contourDataset(
  points: FigurePoint[],
  { colour, isFilled }: ContourStyle,
  width: number = LINE_PX.curve,
): FigureDataset {
  const line = lineDataset(points, { colour, width: isFilled ? LINE_PX.mark : width })
  return isFilled
    ? { ...line, fill: 'shape', backgroundColor: withOpacity(colour, FILL_OPACITY) }
    : line
}

/** The series in the legend, as it is drawn. */
export function contourItem({ name, colour, isFilled }: ContourStyle): LegendItem {
  return isFilled
    ? { text: name, symbol: 'box', colour: withOpacity(colour, FILL_OPACITY) }
    : { text: name, symbol: 'line', colour }
}
