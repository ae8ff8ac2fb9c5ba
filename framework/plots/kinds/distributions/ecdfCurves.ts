import { bisectRight } from 'd3-array'
import type { FigurePoint } from '../../figure.ts'
import type { SharedBins } from './bins.ts'

/** The share of values up to each edge of some bins: an empirical distribution function. */
export interface EcdfCurve {
  /** Of the axis on which the bins are equally wide. */
  readonly type: SharedBins['type']
  readonly edges: readonly number[]
  /** Ascending, one per edge: to 1 unless values lie beyond the last one. */
  readonly shares: readonly number[]
}

/**
 * The distribution of counted values.
 *
 * @param nBelow values below the first bin, such as zeros on a logarithmic axis
 * @param n all values. Default: those in the bins and below
 * @returns undefined where there are no values
 */
export function ecdfOf(
  { type, edges }: Pick<SharedBins, 'type' | 'edges'>,
  counts: readonly number[],
  nBelow = 0,
  n?: number,
): EcdfCurve | undefined {
  let below = nBelow
  const upTo = [below, ...counts.map((count) => (below += count))]
  const all = n ?? below
  if (all === 0) return undefined
  return { type, edges, shares: upTo.map((n) => n / all) }
}

/** The mean share at each edge; all curves have the same edges. */
export function meanEcdf(curves: readonly [EcdfCurve, ...EcdfCurve[]]): EcdfCurve {
  const [first] = curves
  const mean = (i: number) =>
    curves.reduce((sum, { shares }) => sum + (shares[i] as number), 0) / curves.length
  return { ...first, shares: first.edges.map((_, i) => mean(i)) }
}

/** The value below which a share of the values lies, interpolated within its bin as it is drawn. */
export function ecdfQuantile({ type, edges, shares }: EcdfCurve, share: number): number {
  const above = Math.min(edges.length - 1, Math.max(1, bisectRight(shares, share)))
  const [low, high] = [edges[above - 1] as number, edges[above] as number]
  const [from, to] = [shares[above - 1] as number, shares[above] as number]
  const part = to > from ? Math.min(1, Math.max(0, (share - from) / (to - from))) : 0
  return type === 'logarithmic' ? low * (high / low) ** part : low + (high - low) * part
}

/** Whether the curve goes through one half on its axis: not where most values lie left of a logarithmic one. */
export function hasMedian({ shares }: EcdfCurve): boolean {
  return (shares[0] as number) < 0.5 && (shares.at(-1) as number) >= 0.5
}

/** Of the share: less than a line's width on the tallest page. */
const TOLERANCE = 0.001

/**
 * The rising part of the curve, from the last edge without values below to the first with all. Edges
 * that a straight line between others comes close to are left out.
 */
export function ecdfPoints({ edges, shares }: EcdfCurve): FigurePoint[] {
  const first = Math.max(0, shares.lastIndexOf(0))
  const all = shares.indexOf(1)
  // All values may lie left of the axis.
  const last = all <= first ? shares.length - 1 : all
  return bends(shares, first, last).map(
    (i): FigurePoint => ({
      x: edges[i] as number,
      y: shares[i] as number,
    }),
  )
}

/** The first and last index, and those between that straight lines cannot do without. */
function bends(shares: readonly number[], first: number, last: number): number[] {
  const share = (i: number) => shares[i] as number
  const kept = [first]
  let from = first
  // Slopes of lines from there that come close to all shares since.
  let [least, most] = [-Infinity, Infinity]
  for (let i = first + 1; i <= last; i++) {
    const slope = (share(i) - share(from)) / (i - from)
    if (slope < least || slope > most) {
      from = i - 1
      kept.push(from)
      ;[least, most] = [-Infinity, Infinity]
    }
    least = Math.max(least, (share(i) - TOLERANCE - share(from)) / (i - from))
    most = Math.min(most, (share(i) + TOLERANCE - share(from)) / (i - from))
  }
  return last > first ? [...kept, last] : kept
}
