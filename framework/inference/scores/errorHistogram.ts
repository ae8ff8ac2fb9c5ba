import { powerOfTen } from '../../text/numbers/powerOfTen.ts'

/** Bins a decade: each is 4.7 % wide, so that a figure can join some of them. */
const BINS_PER_DECADE = 50

/** Counts of per-event errors in logarithmic bins. */
export interface ErrorHistogram {
  /** Bin edges, ascending, one more than counts; part of the one grid 10^(k / 50) of all models. */
  readonly edges: number[]
  /** Numbers of events, or sums of their weights. */
  readonly counts: number[]
  /** Errors of exactly 0, which have no place on a logarithmic axis. */
  readonly nZero: number
}

/**
 * Counts errors on a grid that is the same for every model, so that models computed in different
 * processes, or on different days, can be drawn over each other. NaN and infinities are left out.
 *
 * @param weights one per error. Default 1 for each
 */
export function errorHistogram(
  errors: ArrayLike<number>,
  weights?: ArrayLike<number>,
): ErrorHistogram {
  const counts = new Map<number, number>()
  let nZero = 0
  for (let i = 0; i < errors.length; i++) {
    const error = errors[i] as number
    const weight = weights === undefined ? 1 : (weights[i] as number)
    if (!Number.isFinite(error)) continue
    if (error === 0) nZero += weight
    else {
      const bin = Math.floor(Math.log10(error) * BINS_PER_DECADE)
      counts.set(bin, (counts.get(bin) ?? 0) + weight)
    }
  }
  if (counts.size === 0) return { edges: [], counts: [], nZero }
  const first = Math.min(...counts.keys())
  const nBins = Math.max(...counts.keys()) - first + 1
  return {
    edges: Array.from({ length: nBins + 1 }, (_, i) => powerOfTen((first + i) / BINS_PER_DECADE)),
    counts: Array.from({ length: nBins }, (_, i) => counts.get(first + i) ?? 0),
    nZero,
  }
}
