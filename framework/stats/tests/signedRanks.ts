import { doubledMidRanks } from './midRanks.ts'

/**
 * Wilcoxon's signed ranks, doubled to stay whole: the mid-rank of each difference's size, with its
 * sign. A difference of zero has rank zero and does not count among the others. Infinite differences
 * share the highest rank, so that a run that diverged is the worst, and no worse than another.
 *
 * `signFlipTest` of these is the exact signed-rank test; of their sums within clusters, that of
 * Rosner, Glynn and Lee (Biometrics 62, 2006).
 */
export function signedRanks(differences: readonly number[]): number[] {
  const ranks = doubledMidRanks(differences.filter((value) => value !== 0).map(Math.abs))
  let next = 0
  return differences.map((value) =>
    value === 0 ? 0 : Math.sign(value) * (ranks[next++] as number),
  )
}
