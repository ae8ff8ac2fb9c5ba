import { axis, fixedAxis, type ScaleChoice } from './axes.ts'
import {
  type BinOptions,
  type CountedSeries,
  type SharedBins,
  shareBins,
  total,
  type ValueSeries,
} from './bins.ts'
import { shorten } from './columnTitles.ts'
import { composeFigure, lineDataset, noteFigure } from './composeFigure.ts'
import type { Figure, FigureAxis, FigureDataset, FigurePoint, LegendItem } from './figure.ts'
import { legendSection } from './groups.ts'
import { leftOut } from './notes.ts'
import { groupThousands } from './numberFormat.ts'
import { colours, type Palette, withOpacity } from './palette.ts'
import { INK, LINE_PX } from './theme.ts'

export interface HistogramOptions extends BinOptions {
  /** Name and unit of the values. */
  title: string
  /** The series that is filled, against which the others are read. Default: the first. */
  baseline?: string
  /** Of the heights. Default `auto`. */
  scale?: ScaleChoice
  /** The report's colours, by the names of the series. Default: of the series at hand. */
  palette?: Palette | undefined
}

const MAX_NAME_LETTERS = 40

/**
 * Histograms over each other, in shared bins, each scaled to the share of its own values: the
 * baseline filled, the others outlined, so that none hides another.
 *
 * @param series values, or counts on a logarithmic grid that the series share, whose neighbouring
 *   bins are joined where they are finer than the number of values allows
 */
export function histogram(
  series: readonly ValueSeries[] | readonly CountedSeries[],
  options: HistogramOptions,
): Figure {
  const { title, scale, baseline = series[0]?.name } = options
  const bins = shareBins(series, options)
  const { type, edges, counts } = bins
  const [low, high] = [edges[0], edges.at(-1)]
  if (low === undefined || high === undefined) {
    return noteFigure('histogram', `None of the ${series.length} series has values of ${title}.`)
  }
  const shares = counts.map(toShares)
  const y = shareAxis(shares, scale)
  const names = series.map(({ name }) => name)
  const own = colours(names)
  const styles = names.map((name) => ({
    name: shorten(name, MAX_NAME_LETTERS),
    colour: options.palette?.get(name) ?? own.get(name) ?? INK.text,
    isFilled: name === baseline,
  }))
  return composeFigure({
    kind: 'histogram',
    x: fixedAxis('x', { title }, type, low, high),
    y,
    datasets: styles
      .map((style, i) => contourDataset(contour(shares[i] as number[], edges, y), style))
      .reverse(),
    legend: [
      legendSection(
        '',
        styles.map((style, i) => {
          const n = groupThousands(String(total(counts[i] as number[])))
          return contourItem({ ...style, name: `${style.name} (n = ${n})` })
        }),
      ),
    ],
    notes: notesOn(bins),
    caption: `Distribution of ${title}, each series as the share of its own values in ${edges.length - 1} shared bins.`,
    alt: `Histograms of ${title} for ${styles.map(({ name }) => name).join(', ')}.`,
  })
}

/** What a reader must know about values that no bin holds. */
export function notesOn({ type, nLeftOut }: SharedBins): string[] {
  const isLog = type === 'logarithmic'
  return leftOut(nLeftOut, 'value', `missing, infinite${isLog ? ' or not above zero' : ''}`)
}

/** How a series is drawn: filled as what the others are compared with, or as a line. */
export interface ContourStyle {
  name: string
  colour: string
  isFilled: boolean
}

const FILL_OPACITY = 0.35

/** The share of the values in each bin; zeros where there are no values. */
export function toShares(counts: readonly number[]): number[] {
  const n = Math.max(1, total(counts))
  return counts.map((count) => count / n)
}

/** The axis of the heights, from zero where it is linear. */
export function shareAxis(shares: readonly number[][], scale?: ScaleChoice): FigureAxis {
  const filled = shares.flat().filter((share) => share > 0)
  return axis(filled, 'y', {
    title: 'Share of values',
    fromZero: true,
    ...(scale && { scale }),
    gridLines: true,
  })
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
