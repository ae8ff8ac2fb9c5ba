import { bisectRight } from 'd3-array'
import * as v from 'valibot'
import { quantile } from '../../../stats/intervals/quantile.ts'
import { plottable } from '../../../tables/columns.ts'
import { TEXT } from '../../../text/checkOptions.ts'
import { powerOfTen } from '../../../text/powerOfTen.ts'
import type { FigureAxis } from '../../figure.ts'
import { chooseScale, type ScaleChoice } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { ITEM_FACET, NUMBERS } from '../../parts/options.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'

/** Values of one series. */
export interface ValueSeries extends FacetedItem {
  readonly name: string
  readonly values: ArrayLike<number>
}

/** A series that was counted before, in bins of a grid that all its companions share: `a · r^k` or `a + d · k`. */
export interface CountedSeries extends FacetedItem {
  readonly name: string
  /** Ascending, one more than counts; empty if nothing was counted. */
  readonly edges: readonly number[]
  readonly counts: readonly number[]
  /** Values of exactly zero, which have no bin. Default 0. */
  readonly nZero?: number
}

/** Series as figures take them: all of values, or all counted. */
export const SERIES = v.array(
  v.lazy((each) =>
    typeof each === 'object' && each !== null && 'counts' in each
      ? v.object({ name: TEXT, facet: ITEM_FACET, edges: NUMBERS, counts: NUMBERS })
      : v.object({ name: TEXT, facet: ITEM_FACET, values: NUMBERS }),
  ),
)

/** Counts of several series in the same bins. */
export interface SharedBins {
  /** Of the axis on which the bins are equally wide. */
  readonly type: FigureAxis['type']
  /** Ascending, one more than bins; empty where no series has a value that can be drawn. */
  readonly edges: number[]
  /** By series, then by bin. */
  readonly counts: number[][]
  /** Values of all series that have no place on the axis. */
  readonly nLeftOut: number
}

export interface BinOptions {
  /** Bins along the axis. Default: by Freedman and Diaconis' rule, 10 to 60. */
  readonly bins?: number
  /** Logarithmic bins on a log axis. Default `auto`; counted series keep the kind of their bins. */
  readonly xScale?: ScaleChoice
}

const BINS = { least: 10, most: 60 }
/** Values of all series, and at least of each, by which the kind of axis is chosen. */
const MAX_SPREAD = 20_000
const LEAST_SPREAD = 20

/** Puts series into shared bins, as wide as the series with the most detail asks for. */
export function shareBins(
  series: readonly ValueSeries[] | readonly CountedSeries[],
  options: BinOptions,
): SharedBins {
  return areCounted(series) ? joinBins(series, options) : binValues(series, options)
}

function areCounted(
  series: readonly ValueSeries[] | readonly CountedSeries[],
): series is readonly CountedSeries[] {
  return series.some((each) => 'counts' in each)
}

function binValues(series: readonly ValueSeries[], { bins, xScale }: BinOptions): SharedBins {
  const finite = series.map(({ values }) => sortedFinite(values))
  const each = Math.max(LEAST_SPREAD, Math.floor(MAX_SPREAD / series.length))
  const type = chooseScale(
    finite.flatMap((sorted) => spreadOf(sorted, each)),
    xScale,
  )
  const drawable =
    type === 'linear' ? finite : finite.map((sorted) => sorted.subarray(bisectRight(sorted, 0)))
  const nLeftOut = series.reduce(
    (sum, { values }, i) => sum + values.length - (drawable[i] as Float64Array).length,
    0,
  )
  const [least, most] = endsOf(drawable)
  if (least > most) return { type, edges: [], counts: series.map(() => []), nLeftOut }
  const edges = binEdges(drawable, least, most, type, bins)
  return { type, edges, counts: drawable.map((all) => countSorted(all, edges)), nLeftOut }
}

/** Not by `Float64Array.from`, which takes ten times as long for millions of values. */
function sortedFinite(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length)
  let n = 0
  for (let i = 0; i < values.length; i++) {
    const value = plottable(values[i])
    if (Number.isFinite(value)) finite[n++] = value
  }
  return finite.subarray(0, n).sort()
}

/** At most so many values in even steps through the sorted ones, from the smallest to the largest. */
function spreadOf(sorted: Float64Array, most: number): number[] {
  const n = Math.min(sorted.length, most)
  const step = (sorted.length - 1) / Math.max(1, n - 1)
  return Array.from({ length: n }, (_, i) => sorted[Math.round(i * step)] as number)
}

/** Smallest and largest of all values, each series sorted. */
function endsOf(sorted: readonly Float64Array[]): [number, number] {
  return extent(sorted.flatMap((all) => [all[0] ?? Number.NaN, all.at(-1) ?? Number.NaN]))
}

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
  const spreads = sorted.map((all) => onAxis(quantile(all, 0.75)) - onAxis(quantile(all, 0.25)))
  const n =
    bins ??
    binCount(
      to - from,
      spreads,
      sorted.map((all) => all.length),
    )
  return Array.from({ length: n + 1 }, (_, i) => {
    const edge = from + ((to - from) * i) / n
    return type === 'logarithmic' ? powerOfTen(edge) : edge
  })
}

/**
 * Freedman and Diaconis (1981): a bin is twice the interquartile range over the cube root of n. Not
 * by d3-array, which takes values: counted series have none, and of sorted ones the quartiles are
 * two look-ups, where d3-array copies and partitions them.
 */
function binCount(range: number, spreads: readonly number[], sizes: readonly number[]): number {
  const wanted = spreads.map((spread, i) =>
    Math.ceil(range / ((2 * spread) / Math.cbrt(sizes[i] as number))),
  )
  return Math.min(BINS.most, Math.max(...wanted.filter(Number.isFinite), BINS.least))
}

/** How many of the sorted values are in each bin; the last bin holds its upper edge too. */
function countSorted(sorted: Float64Array, edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length - 1).fill(0)
  let bin = 0
  for (const value of sorted) {
    while (bin < counts.length - 1 && value >= (edges[bin + 1] as number)) bin++
    counts[bin] = (counts[bin] as number) + 1
  }
  return counts
}

/** Adds up neighbouring bins of the common grid, so that no finer detail is drawn than there is. */
function joinBins(series: readonly CountedSeries[], { bins }: BinOptions): SharedBins {
  const nLeftOut = series.reduce((sum, { nZero = 0 }) => sum + nZero, 0)
  const [low, high] = extent(series.flatMap(({ edges }) => edges))
  const { type, width } = gridOf(series)
  if (low > high) return { type, edges: [], counts: series.map(() => []), nLeftOut }
  const isLog = type === 'logarithmic'
  const toGrid = (edge: number) => Math.round((isLog ? Math.log10(edge / low) : edge - low) / width)
  const nFine = toGrid(high)
  const wanted =
    bins ??
    binCount(
      nFine,
      series.map(({ counts }) => quartileSpread(counts)),
      series.map(({ counts }) => total(counts)),
    )
  const join = Math.max(1, Math.round(nFine / wanted))
  const nBins = Math.ceil(nFine / join)
  return {
    type,
    edges: Array.from({ length: nBins + 1 }, (_, i) =>
      isLog ? low * powerOfTen(i * join * width) : low + i * join * width,
    ),
    counts: series.map(({ edges, counts }) => {
      const joined = new Array<number>(nBins).fill(0)
      const first = edges[0] === undefined ? 0 : toGrid(edges[0])
      counts.forEach((n, i) => {
        const bin = Math.floor((first + i) / join)
        joined[bin] = (joined[bin] as number) + n
      })
      return joined
    }),
    nLeftOut,
  }
}

/** Of rounded edges. */
const EVEN = 1e-6

/** The kind of the grid, and the width of its bins: in decades where it is logarithmic. */
function gridOf(series: readonly CountedSeries[]): Pick<SharedBins, 'type'> & { width: number } {
  const [first = 1, second = 10, third] = series.find(({ edges }) => edges.length > 1)?.edges ?? []
  const width = second - first
  const isEven = third !== undefined && Math.abs(third - second - width) < EVEN * width
  if (isEven || first <= 0) return { type: 'linear', width }
  return { type: 'logarithmic', width: Math.log10(second / first) }
}

/** The interquartile range in bins; at least one, since what is within a bin is not known. */
function quartileSpread(counts: readonly number[]): number {
  const n = total(counts)
  const binOf = (probability: number) => {
    let below = 0
    return counts.findIndex((count) => {
      below += count
      return below >= probability * n
    })
  }
  return Math.max(1, binOf(0.75) - binOf(0.25))
}

/** The number of values in all bins. */
export function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
