import { bisectLeft, bisectRight } from 'd3-array'
import { concatenate } from '../../../stats/concatenate.ts'
import type { FigureAxis } from '../../figure.ts'
import { chooseScale, type ScaleChoice } from '../../parts/axes/axes.ts'
import { limitsOfBulk } from '../../parts/axes/bulk.ts'
import { beyondWords, linearWords } from '../../parts/axes/dataAxis.ts'
import { extent } from '../../parts/axes/extent.ts'
import { asksForLog, isKeptFromLog } from '../../parts/axes/logScale.ts'

// How far the values of distributions lie, of which there may be millions, or counts of bins alone.

/** Where the values of a distribution lie. */
export interface Spread {
  /** Ascending: the values, or the upper edges of the bins that hold some. */
  readonly values: Float64Array
  /** Lower edges of such bins. Default: `values`. */
  readonly from?: Float64Array
  /** How many values lie up to each of `values`. Default: one more at each. */
  readonly upTo?: Float64Array
  /** Further values that are finite and so large that no axis reaches them. Default 0. */
  readonly nTooLarge?: number
  /** Of the values, which are zero then, the positive ones that are so small that no axis reaches them. Default 0. */
  readonly nTooSmall?: number
}

/** The values of all, none of which are counts. */
export function pooled(spreads: readonly Spread[]): Spread {
  return { values: Float64Array.from(concatenate(spreads.map(({ values }) => [...values]))).sort() }
}

/** Values of all distributions, and at least of each, by which the axis is chosen. */
const MAX_SAMPLE = 20_000
const LEAST_SAMPLE = 20

/** The ends of an axis for the values. */
export interface SpreadEnds {
  readonly type: FigureAxis['type']
  readonly low: number
  readonly high: number
}

/**
 * The ends of an axis on which a few extreme values do not squash the others, as on `dataAxis`, though of
 * each distribution by itself, so that none vanishes; nor does one to the left of a logarithmic axis, which
 * none is where most values of a distribution are not above zero. Nothing lies beyond an axis whose scale is
 * chosen.
 *
 * @returns `low` above `high` where there is nothing that the axis has a place for
 */
export function endsOfSpreads(
  spreads: readonly Spread[],
  scale: ScaleChoice = 'auto',
  isChosen = scale !== 'auto',
): SpreadEnds {
  const most = Math.max(LEAST_SAMPLE, Math.floor(MAX_SAMPLE / spreads.length))
  const samples = spreads.map((spread) => sampleOf(spread, most))
  const all = samples.flat()
  const isKept = scale === 'auto' && spreads.some(isMostlyNotPositive)
  const choose = (values: readonly number[]) => (isKept ? 'linear' : chooseScale(values, scale))
  const whole = choose(all)
  if (isChosen) return endsOn(whole, spreads)
  const ends = endsOn(whole, spreads, samples)
  const bulk = all.filter((value) => value >= ends.low && value <= ends.high)
  const type = bulk.length < all.length ? choose(bulk) : whole
  return type === whole ? ends : endsOn(type, spreads, samples)
}

/** @param samples by which extreme values are known. Default: none is extreme */
function endsOn(
  type: FigureAxis['type'],
  spreads: readonly Spread[],
  samples?: readonly number[][],
): SpreadEnds {
  const floor = type === 'logarithmic' ? 0 : Number.NEGATIVE_INFINITY
  const ends = spreads.flatMap(({ values, from = values }, i) => {
    const [least, most] = limitsOfBulk(samples?.[i] ?? [], type)
    const first = Math.max(bisectLeft(values, least), bisectRight(values, floor))
    const last = bisectRight(values, most) - 1
    return first > last ? [] : [from[first] as number, values[last] as number]
  })
  const [low, high] = extent(ends, floor)
  return { type, low, high }
}

/** At most so many values in even steps through all, from the smallest to the largest. */
function sampleOf(spread: Spread, most: number): number[] {
  const n = sizeOf(spread)
  const size = Math.min(n, most)
  const step = (n - 1) / Math.max(1, size - 1)
  return Array.from({ length: size }, (_, i) => valueOfRank(spread, Math.round(i * step)))
}

function valueOfRank({ values, upTo }: Spread, rank: number): number {
  return values[upTo === undefined ? rank : bisectRight(upTo, rank)] as number
}

function sizeOf({ values, upTo = values }: Spread): number {
  return values === upTo ? values.length : (upTo.at(-1) ?? 0)
}

function isMostlyNotPositive(spread: Spread): boolean {
  return countUpTo(spread, 0) > sizeOf(spread) / 2
}

/** How many values are at most so large. */
export function countUpTo({ values, upTo }: Spread, value: number): number {
  const n = bisectRight(values, value)
  return upTo === undefined ? n : (upTo[n - 1] ?? 0)
}

/** What a reader must know about the axis. */
export interface SpreadNotes {
  /** That it is linear because of zeros or negative values. */
  readonly linear: string[]
  /** What lies beyond it. */
  readonly beyond: string[]
}

export function notesOnSpreads(
  spreads: readonly Spread[],
  axis: Pick<FigureAxis, 'type' | 'min' | 'max'>,
  { noun, isChosen }: { noun: string; isChosen: boolean },
): SpreadNotes {
  const beyond = spreads.map(({ values, from = values, upTo }) => {
    const start = axis.type === 'logarithmic' ? bisectRight(values, 0) : 0
    const [first, last] = [bisectLeft(values, axis.min), bisectRight(values, axis.max)]
    const countAt = (n: number) => (upTo === undefined ? n : (upTo[n - 1] ?? 0))
    return {
      n: Math.max(0, countAt(first) - countAt(start)) + countAt(values.length) - countAt(last),
      ends: [
        ...(first > start ? [from[start] as number, values[first - 1] as number] : []),
        ...(last < values.length ? [from[last] as number, values.at(-1) as number] : []),
      ],
    }
  })
  const n = beyond.reduce((sum, each) => sum + each.n, 0)
  const ends = beyond.flatMap((each) => each.ends)
  const isLinear = axis.type === 'linear' && !isChosen
  return {
    linear: isLinear ? linearNoteOf(spreads) : [],
    beyond: beyondWords(n, noun, ends, axis, 'horizontal axis'),
  }
}

function linearNoteOf(spreads: readonly Spread[]): string[] {
  const most = Math.max(LEAST_SAMPLE, Math.floor(MAX_SAMPLE / spreads.length))
  const sample = spreads.flatMap((spread) => sampleOf(spread, most))
  const nNotPositive = spreads.reduce((n, spread) => n + countUpTo(spread, 0), 0)
  const n = spreads.reduce((sum, spread) => sum + sizeOf(spread), 0)
  const isKept = isKeptFromLog(sample) || (spreads.some(isMostlyNotPositive) && asksForLog(sample))
  return isKept ? [linearWords('x', { nNotPositive, n })] : []
}
