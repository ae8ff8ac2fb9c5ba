import { bisect } from '../distributions/bisect.ts'
import { normalQuantile } from '../distributions/normal.ts'
import type { Interval } from './bootstrap.ts'

/** The runs of two groups in one block. */
export interface BlockSizes {
  readonly a: number
  readonly b: number
}

/** Two-sided 95 %. */
const Z = normalQuantile(0.975)

/**
 * The 95 % interval of a probability of improvement, U / (n_a n_b), that is a mean over blocks: the
 * values from which the observed one lies no further than 1.96 standard errors, with the variance at
 * those values (method 5 of R. G. Newcombe, Statistics in Medicine 25, 2006, 559-573, with the variance
 * of Hanley and McNeil). Unlike one with the variance at the observed value it does not shrink to
 * nothing at 0 and 1, where a few clearly separate runs lie. Runs count as independent.
 *
 * @param probability within [0, 1]
 * @returns NaN as both ends without blocks, or with a probability that is none
 */
export function improvementInterval(
  probability: number,
  blocks: readonly BlockSizes[],
): Pick<Interval, 'low' | 'high'> {
  if (blocks.length === 0 || !(probability >= 0 && probability <= 1)) {
    return { low: Number.NaN, high: Number.NaN }
  }
  // Increases with theta: how far theta lies above the observed value, in standard errors.
  const distance = (theta: number) => {
    let variance = 0
    for (const sizes of blocks) variance += varianceAt(theta, sizes)
    return ((theta - probability) * blocks.length) / Math.sqrt(variance)
  }
  return {
    low: probability === 0 ? 0 : bisect(distance, -Z, 0, probability),
    high: probability === 1 ? 1 : bisect(distance, Z, probability, 1),
  }
}

/** The variance of U / (n_a n_b) where the true probability is theta (Hanley and McNeil, Radiology 143, 1982). */
export function varianceAt(theta: number, { a, b }: BlockSizes): number {
  const others = (a + b) / 2 - 1
  const share = (1 - theta) / (2 - theta) + theta / (1 + theta)
  return (theta * (1 - theta) * (1 + others * share)) / (a * b)
}
