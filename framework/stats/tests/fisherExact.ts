import { logGamma } from '../distributions/gamma.ts'

/** Probabilities that differ by rounding alone are the same. */
const ROUNDING = 1e-7

/**
 * Fisher's exact test, two-sided, of whether two shares differ: `hitsA` of `nA` against `hitsB` of
 * `nB`. The p-value is the probability, given both totals, of all tables that are no more likely
 * than the one at hand, as in R and SciPy. NaN where a group is empty, or what is given are not counts: whole
 * numbers from 0 on, with no more hits than there are in the group.
 */
export function fisherExactTest(hitsA: number, nA: number, hitsB: number, nB: number): number {
  if (!(isShare(hitsA, nA) && isShare(hitsB, nB))) return Number.NaN
  const hits = hitsA + hitsB
  const logProbability = (inA: number) =>
    logChoose(nA, inA) + logChoose(nB, hits - inA) - logChoose(nA + nB, hits)
  const observed = Math.exp(logProbability(hitsA)) * (1 + ROUNDING)
  let p = 0
  for (let inA = Math.max(0, hits - nB); inA <= Math.min(nA, hits); inA++) {
    const probability = Math.exp(logProbability(inA))
    if (probability <= observed) p += probability
  }
  return Math.min(1, p)
}

function isShare(hits: number, n: number): boolean {
  return Number.isInteger(hits) && Number.isInteger(n) && hits >= 0 && hits <= n && n > 0
}

/** The smallest p-value that the test can give for these totals, whatever the groups' shares of them. */
export function smallestFisherPValue(hits: number, nA: number, nB: number): number {
  const ends = [Math.max(0, hits - nB), Math.min(nA, hits)]
  return Math.min(...ends.map((inA) => fisherExactTest(inA, nA, hits - inA, nB)))
}

function logChoose(n: number, k: number): number {
  return logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1)
}
