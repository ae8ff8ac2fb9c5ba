import * as v from 'valibot'
import { isTooLarge, isTooSmallPositive, plottable } from '../../../tables/columns.ts'
import { NUMBERS, TEXT } from '../../../text/checkOptions.ts'
import { isInfinite } from '../../parts/axes/undrawn.ts'
import { ITEM_FACET } from '../../parts/options.ts'
import type { FacetedItem } from '../../parts/panels/facetMembers.ts'
import type { Spread } from './spreads.ts'

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

/** One of the names of the series at hand; any where there are none. */
export function oneOf(names: readonly string[]): v.GenericSchema {
  return names.length === 0 ? TEXT : v.picklist(names)
}

/** Where the finite values of a series lie. Not by `Float64Array.from`, which takes ten times as long. */
export function spreadOfValues(values: ArrayLike<number>): Spread {
  const finite = new Float64Array(values.length)
  let [n, nTooLarge, nTooSmall] = [0, 0, 0]
  for (let i = 0; i < values.length; i++) {
    const value = plottable(values[i])
    if (Number.isFinite(value)) finite[n++] = value
    if (value === 0) nTooSmall += isTooSmallPositive(Number(values[i])) ? 1 : 0
    else if (isInfinite(value)) nTooLarge += isTooLarge(Number(values[i])) ? 1 : 0
  }
  return { values: finite.subarray(0, n).sort(), nTooLarge, nTooSmall }
}

/** Where the values of a series lie that was counted in bins. */
export function spreadOfCounts({
  edges,
  counts,
  nZero = 0,
}: Pick<CountedSeries, 'edges' | 'counts' | 'nZero'>): Spread {
  const filled = [...counts.keys()].filter((bin) => (counts[bin] as number) > 0)
  const zeros = nZero > 0 ? [0] : []
  let n = nZero
  return {
    from: Float64Array.from([...zeros, ...filled.map((bin) => edges[bin] as number)]),
    values: Float64Array.from([...zeros, ...filled.map((bin) => edges[bin + 1] as number)]),
    upTo: Float64Array.from([
      ...(nZero > 0 ? [nZero] : []),
      ...filled.map((bin) => (n += counts[bin] as number)),
    ]),
  }
}
