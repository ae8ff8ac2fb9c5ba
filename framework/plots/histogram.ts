import { quantile } from '../stats/quantile.ts'
import { axis, chooseScale, extent, fixedAxis, isDrawable, type ScaleChoice } from './axes.ts'
import { plottable } from './columns.ts'
import { shorten } from './columnTitles.ts'
import { composeFigure, lineDataset, noteFigure } from './composeFigure.ts'
import type { Figure, FigureAxis, FigureDataset, FigurePoint } from './figure.ts'
import { legendSection } from './groups.ts'
import { leftOut } from './notes.ts'
import { groupThousands } from './numberFormat.ts'
import { colours, type Palette, withOpacity } from './palette.ts'
import { INK, LINE_PX } from './theme.ts'

export interface HistogramSeries {
  name: string
  values: ArrayLike<number>
}

export interface HistogramOptions {
  /** Name and unit of the values. */
  title: string
  /** The series that is filled, against which the others are read. Default: the first. */
  baseline?: string
  /** Bins along the axis. Default: by Freedman and Diaconis' rule, 10 to 60. */
  bins?: number
  /** Of the values; logarithmic bins on a log axis. Default `auto`. */
  xScale?: ScaleChoice
  /** Of the heights. Default `auto`. */
  scale?: ScaleChoice
  /** The report's colours, by the names of the series. Default: of the series at hand. */
  palette?: Palette | undefined
}

const BINS = { least: 10, most: 60 }
const MAX_NAME_LETTERS = 40

/**
 * Histograms over each other, in shared bins, each scaled to the share of its own values: the
 * baseline filled, the others outlined, so that none hides another.
 */
export function histogram(series: readonly HistogramSeries[], options: HistogramOptions): Figure {
  const { title, xScale, scale, baseline = series[0]?.name } = options
  const finite = series.map(({ values }) =>
    Float64Array.from(values, plottable).filter(Number.isFinite).sort(),
  )
  const [low, high] = extent(
    finite.flatMap((all) => [all[0] ?? Number.NaN, all.at(-1) ?? Number.NaN]),
  )
  if (low > high) {
    return noteFigure('histogram', `None of the ${series.length} series has values of ${title}.`)
  }
  const type = chooseScale(low, high, xScale)
  const drawable = finite.map((all) => all.filter((value) => isDrawable(value, { type })))
  const [least, most] = extent(
    drawable.flatMap((all) => [all[0] ?? Number.NaN, all.at(-1) ?? Number.NaN]),
  )
  const edges = binEdges(drawable, least, most, type, options.bins)
  const shares = drawable.map((all) => sharesOf(all, edges))
  const y = heightAxis(shares, scale)
  const own = colours(series.map(({ name }) => name))
  const colourOf = (name: string) => options.palette?.get(name) ?? own.get(name) ?? INK.text
  const total = series.reduce((sum, { values }) => sum + values.length, 0)
  const drawn = drawable.reduce((sum, all) => sum + all.length, 0)
  return composeFigure({
    kind: 'histogram',
    x: fixedAxis('x', { title }, type, edges[0] as number, edges.at(-1) as number),
    y,
    datasets: series
      .map(({ name }, i) =>
        outline(shares[i] as number[], edges, y, colourOf(name), name === baseline),
      )
      .reverse(),
    legend: [
      legendSection(
        '',
        series.map(({ name }, i) => ({
          text: `${shorten(name, MAX_NAME_LETTERS)} (n = ${groupThousands(String(drawable[i]?.length))})`,
          symbol: name === baseline ? ('box' as const) : ('line' as const),
          colour: name === baseline ? withOpacity(colourOf(name), FILL_OPACITY) : colourOf(name),
        })),
      ),
    ],
    notes: leftOut(
      total - drawn,
      'value',
      `missing, infinite${type === 'logarithmic' ? ' or not above zero' : ''}`,
    ),
    caption: `Distribution of ${title}, each series as the share of its own values in ${edges.length - 1} shared bins.`,
    alt: `Histograms of ${title} for ${series.map(({ name }) => shorten(name, MAX_NAME_LETTERS)).join(', ')}.`,
  })
}

const FILL_OPACITY = 0.35

/** Bin edges, evenly spaced on the axis, by the narrowest width that any series asks for. */
function binEdges(
  sorted: readonly Float64Array[],
  low: number,
  high: number,
  type: FigureAxis['type'],
  bins?: number,
): number[] {
  const onAxis = (value: number) => (type === 'logarithmic' ? Math.log10(value) : value)
  const [from, to] =
    low < high ? [onAxis(low), onAxis(high)] : [onAxis(low) - 0.5, onAxis(low) + 0.5]
  const wanted = sorted.map((all) => {
    const spread = onAxis(quantile(all, 0.75)) - onAxis(quantile(all, 0.25))
    return Math.ceil((to - from) / ((2 * spread) / Math.cbrt(all.length)))
  })
  const finest = Math.max(...wanted.filter(Number.isFinite), BINS.least)
  const n = bins ?? Math.min(BINS.most, finest)
  return Array.from({ length: n + 1 }, (_, i) => {
    const edge = from + ((to - from) * i) / n
    return type === 'logarithmic' ? 10 ** edge : edge
  })
}

/** The share of the sorted values in each bin; the last bin holds its upper edge too. */
function sharesOf(sorted: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0)
  let bin = 0
  for (const value of sorted) {
    while (bin < counts.length - 1 && value >= (edges[bin + 1] as number)) bin++
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts.map((each) => each / Math.max(1, sorted.length))
}

function heightAxis(shares: readonly number[][], scale?: ScaleChoice): FigureAxis {
  const filled = shares.flat().filter((share) => share > 0)
  return axis(filled, 'y', {
    title: 'Share of values',
    fromZero: true,
    ...(scale && { scale }),
    gridLines: true,
  })
}

/** The histogram's contour; empty bins stand on the axis, also on a log one, which has no zero. */
function outline(
  shares: readonly number[],
  edges: readonly number[],
  y: FigureAxis,
  colour: string,
  isBaseline: boolean,
): FigureDataset {
  const floor = (share: number) => Math.max(share, y.min)
  const ends = [edges[0] as number, edges.at(-1) as number] as const
  const points: FigurePoint[] = [
    { x: ends[0], y: y.min },
    ...shares.flatMap((share, bin) => [
      { x: edges[bin] as number, y: floor(share) },
      { x: edges[bin + 1] as number, y: floor(share) },
    ]),
    { x: ends[1], y: y.min },
  ]
  const line = lineDataset(points, { colour, width: isBaseline ? LINE_PX.mark : LINE_PX.curve })
  return isBaseline
    ? { ...line, fill: 'start', backgroundColor: withOpacity(colour, FILL_OPACITY) }
    : line
}
