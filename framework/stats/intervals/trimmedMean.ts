import { inUnits, type StudentEstimate, sampleVariance, unitOf } from '../tests/studentTest.ts'
import { interquartileMean } from './location.ts'

/**
 * The interquartile mean with its standard error from the winsorised variance and Student's
 * distribution with as many degrees of freedom as values are kept, less one (Tukey and McLaughlin,
 * Sankhya A 25, 1963). Below four values nothing is cut, and it is the mean's.
 *
 * @param sorted ascending
 */
export function estimateInterquartileMean(sorted: ArrayLike<number>): StudentEstimate {
  const n = sorted.length
  const cut = Math.floor(n / 4)
  const kept = n - 2 * cut
  const winsorised = Array.from(
    { length: n },
    (_, i) => sorted[Math.min(Math.max(i, cut), n - 1 - cut)] as number,
  )
  const unit = unitOf(sorted)
  const variance = sampleVariance(inUnits(winsorised, unit))
  return {
    estimate: interquartileMean(inUnits(sorted, unit)) * unit,
    se: Math.sqrt(((n - 1) * variance) / (kept * (kept - 1))) * unit,
    df: kept - 1,
  }
}
