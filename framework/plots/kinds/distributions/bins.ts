import { bisectLeft, bisectRight } from 'd3-array'
import { quantile } from '../../../stats/intervals/quantile.ts'
import { evenSize, FULL, latticeBins } from '../../../stats/latticeBins.ts'
import { latticeStep } from '../../../stats/latticeStep.ts'
import { count } from '../../../text/counts.ts'
import { powerOfTen } from '../../../text/numbers/powerOfTen.ts'
import type { FigureAxis } from '../../figure.ts'
import type { ScaleChoice } from '../../parts/axes/axes.ts'
import { extent } from '../../parts/axes/extent.ts'
import { cumulateCounts } from './cumulate.ts'
import { type CountedSeries, spreadOfCounts, spreadOfValues, type ValueSeries } from './series.ts'
import { endsOfSpreads, notesOnSpreads, type SpreadNotes } from './spreads.ts'

/** Counts of several series in the same bins. */
export interface SharedBins {
  /** Of the axis on which the bins are equally wide. */
  readonly type: FigureAxis['type']
  /** Ascending, one more than bins; empty where no series has a value that can be drawn. */
  readonly edges: number[]
  /** By series, then by bin. */
  readonly counts: number[][]
  /** Values of each series that the axis has a place for, below its first bin and in all. */
  readonly nBelow: number[]
  readonly sizes: number[]
  /** Finite values of each series that are not above zero, which a logarithmic axis has no place for. */
  readonly nNotPositive: number[]
  /** Values of all series that have no place on the axis. */
  readonly nLeftOut: number
  /** Of these, the finite ones that are too large for any axis. */
  readonly nTooLarge: number
  /** Of the values that a logarithmic axis has no place for, the positive ones: too small for any axis. */
  readonly nTooSmall: number
  /** The median of each series, also where it has no place on the axis; NaN where there are no values. */
  readonly medians: number[]
  readonly notes: SpreadNotes
  /** That the last bin holds fewer different values than the others, which seems a drop of their number. */
  readonly lastBin: string[]
}

export interface BinOptions {
  /**
   * Bins along the axis; about so many of whole or rounded numbers. Default: by Freedman and Diaconis' rule, 10 to
   * 60.
   */
  readonly bins?: number
  /** Logarithmic bins on a log axis. Default `auto`; counted series keep the kind of their bins. */
  readonly xScale?: ScaleChoice
}

const BINS = { least: 10, most: 60 }
/** Of values that are all the same, which then stand in the middle one. */
const BINS_OF_CONSTANT = 11

/**
 * Puts series into shared bins, as wide as the series with the most detail asks for. A few extreme values
 * lie beyond the bins; see {@link endsOfSpreads}.
 */
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
  const spreads = series.map(({ values }) => spreadOfValues(values))
  const isChosen = xScale !== undefined && xScale !== 'auto'
  const { type, low, high } = endsOfSpreads(spreads, xScale, isChosen)
  const drawable = spreads.map(({ values }) =>
    type === 'linear' ? values : values.subarray(bisectRight(values, 0)),
  )
  const sizes = drawable.map(({ length }) => length)
  const found = {
    sizes,
    nNotPositive: spreads.map(({ values }, i) => values.length - (sizes[i] as number)),
    medians: spreads.map(({ values }) => quantile(values, 0.5)),
    nTooLarge: spreads.reduce((n, spread) => n + (spread.nTooLarge ?? 0), 0),
    nTooSmall:
      type === 'linear' ? 0 : spreads.reduce((n, spread) => n + (spread.nTooSmall ?? 0), 0),
  }
  const nLeftOut = series.reduce(
    (sum, { values }, i) => sum + values.length - (sizes[i] as number),
    0,
  )
  const none = {
    ...{ type, edges: [], counts: series.map(() => []), nBelow: sizes.map(() => 0) },
    lastBin: [],
  }
  if (low > high) return { ...none, ...found, nLeftOut, notes: { linear: [], beyond: [] } }
  const within = drawable.map((all) => all.subarray(bisectLeft(all, low), bisectRight(all, high)))
  const { edges, lastBin } = binEdges(within, low, high, type, bins)
  return {
    ...{ type, edges, ...found, nLeftOut, lastBin },
    counts: within.map((all) => countSorted(all, edges)),
    nBelow: drawable.map((all) => bisectLeft(all, low)),
    notes: notesOnSpreads(spreads, { type, min: low, max: high }, { noun: 'value', isChosen }),
  }
}

/** Bin edges, evenly spaced on the axis, by the narrowest width that any series asks for. */
function binEdges(
  sorted: readonly Float64Array[],
  low: number,
  high: number,
  type: FigureAxis['type'],
  bins?: number,
): Pick<SharedBins, 'edges' | 'lastBin'> {
  const onAxis = (value: number) => (type === 'logarithmic' ? Math.log10(value) : value)
  const isConstant = low === high
  const reach = !isConstant ? 0 : type === 'logarithmic' ? 0.5 : Math.abs(low) / 10 || 1
  const [from, to] = [onAxis(low) - reach, onAxis(high) + reach]
  const spreads = sorted.map((all) => onAxis(quantile(all, 0.75)) - onAxis(quantile(all, 0.25)))
  const n = isConstant
    ? 2 * Math.floor((bins ?? BINS_OF_CONSTANT) / 2) + 1
    : (bins ??
      binCount(
        to - from,
        spreads,
        sorted.map((all) => all.length),
      ))
  const step = type === 'linear' ? latticeStep(sorted) : undefined
  if (step !== undefined) {
    const { edges, size, nLast } = latticeBins({ low, high, step }, n, BINS)
    return { edges, lastBin: lastBinNote(nLast, size) }
  }
  const edges = Array.from({ length: n + 1 }, (_, i) => {
    const edge = from + ((to - from) * i) / n
    return type === 'logarithmic' ? powerOfTen(edge) : edge
  })
  return { edges, lastBin: [] }
}

function lastBinNote(nLast: number, size: number): string[] {
  if (nLast >= FULL * size) return []
  return [`The last bin holds ${count(nLast, 'different value')}, the others ${size}.`]
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
  const sizes = series.map(({ counts }) => total(counts))
  const found = {
    sizes,
    nNotPositive: series.map(({ nZero = 0 }) => nZero),
    medians: series.map((each) => cumulateCounts(each)?.median ?? Number.NaN),
    nTooLarge: 0,
    nTooSmall: 0,
  }
  const { type, width } = gridOf(series)
  const isLog = type === 'logarithmic'
  const spreads = series.map((each) => spreadOfCounts({ ...each, nZero: 0 }))
  const ends = endsOfSpreads(spreads, isLog ? 'log' : 'linear', false)
  const filled = endsOfSpreads(spreads, isLog ? 'log' : 'linear', true)
  const isCut = ends.low > filled.low || ends.high < filled.high
  const [low, high] = isCut ? [ends.low, ends.high] : extent(series.flatMap(({ edges }) => edges))
  const none = {
    ...{ type, edges: [], counts: series.map(() => []), nBelow: sizes.map(() => 0) },
    lastBin: [],
  }
  if (low > high) return { ...none, ...found, nLeftOut, notes: { linear: [], beyond: [] } }
  const toGrid = (edge: number) => Math.round((isLog ? Math.log10(edge / low) : edge - low) / width)
  const nFine = toGrid(high)
  const wanted =
    bins ??
    binCount(
      nFine,
      series.map(({ counts }) => quartileSpread(counts)),
      sizes,
    )
  // An end that is not filled may be cut off anywhere.
  const isFilled = series.some(
    ({ counts, edges }) => (counts.at(-1) ?? 0) > 0 && edges.at(-1) === high,
  )
  const join = isFilled ? evenSize(nFine, wanted, BINS) : Math.max(1, Math.round(nFine / wanted))
  const nFilled = Math.ceil(nFine / join)
  // A single bin by itself would fill the figure.
  const nBeside = nFilled === 1 ? (BINS_OF_CONSTANT - 1) / 2 : 0
  const nBins = nFilled + 2 * nBeside
  const binned = series.map(({ edges, counts }) => {
    const joined = new Array<number>(nBins).fill(0)
    const first = edges[0] === undefined ? 0 : toGrid(edges[0])
    let below = 0
    counts.forEach((n, i) => {
      const bin = nBeside + Math.floor((first + i) / join)
      if (bin < 0) below += n
      else if (bin < nBins) joined[bin] = (joined[bin] as number) + n
    })
    return { joined, below }
  })
  const edgeAt = (at: number) => (isLog ? low * powerOfTen(at * width) : low + at * width)
  const edges = Array.from({ length: nBins + 1 }, (_, i) => edgeAt((i - nBeside) * join))
  return {
    ...{ type, edges, ...found, nLeftOut, lastBin: [] },
    counts: binned.map(({ joined }) => joined),
    nBelow: binned.map(({ below }) => below),
    notes: notesOnSpreads(
      spreads,
      // The edges of the series are rounded.
      { type, min: edgeAt(-nBeside * join - EVEN), max: edgeAt((nFilled + nBeside) * join + EVEN) },
      { noun: 'value', isChosen: true },
    ),
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
