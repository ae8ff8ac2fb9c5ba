import { bisect } from '../distributions/bisect.ts'
import { normalQuantile } from '../distributions/normal.ts'
import { type BlockSizes, varianceAt } from '../intervals/improvementInterval.ts'

/** An area under a ROC curve and what its interval is made from. */
export interface EstimatedArea {
  readonly auroc: number
  /** DeLong's standard error, or that of clusters. */
  readonly se: number
  /**
   * Of the area, or of each of those that it is the mean of: the events of either class; with weights, the effective
   * numbers.
   */
  readonly sizes: readonly BlockSizes[]
}

/**
 * DeLong's variance counts for itself where so many events of the smaller class, or of those of several areas, are in
 * the wrong order.
 */
const ENOUGH_MISORDERED = 10

/**
 * The interval of an area: the values from which it lies no further than so many standard errors, with the variance
 * at those values (method 5 of R. G. Newcombe, Statistics in Medicine 25, 2006, 559-573), times the ratio in which
 * DeLong's variance stands to that of Hanley and McNeil at the area. Where few events are in the wrong order, a ratio
 * below 1 rests on these few, and is drawn towards 1. Unlike `auroc` ± 1.96 `se` it is not empty at 1, and lies within
 * [0, 1].
 */
export function aurocInterval(
  { auroc, se, sizes }: EstimatedArea,
  level: number,
): { low: number; high: number } {
  const area = Math.min(1, Math.max(0, auroc))
  // All scores are equal.
  if (se === 0 && area > 0 && area < 1) return { low: area, high: area }
  const usual = (theta: number) =>
    sizes.reduce((sum, each) => sum + varianceAt(theta, each), 0) / sizes.length ** 2
  const ratio = usual(area) > 0 ? se ** 2 / usual(area) : 1
  const smaller = sizes.reduce((sum, { a, b }) => sum + Math.min(a, b), 0)
  const misordered = smaller * Math.min(area, 1 - area)
  const trust = Math.min(1, misordered / ENOUGH_MISORDERED)
  const scale = Math.max(ratio, trust * ratio + (1 - trust))
  const reach = normalQuantile((1 + level) / 2)
  // Increases with theta: how far theta lies above the area, in standard errors.
  const distance = (theta: number) => (theta - area) / Math.sqrt(scale * usual(theta))
  return {
    low: area === 0 ? 0 : bisect(distance, -reach, 0, area),
    high: area === 1 ? 1 : bisect(distance, reach, area, 1),
  }
}
