import { fUpperTail } from '../../stats/distributions/fDistribution.ts'
import { meanSquares } from '../../stats/tests/meanSquares.ts'
import { groupBy } from '../../tables/groupBy.ts'
import type { PairUnit } from './units.ts'

/** The values of pairs by seed; undefined where no seed recurs, or there is only one. */
export function seedClusters(
  pairs: readonly PairUnit[],
  values: readonly number[],
): number[][] | undefined {
  const bySeed = groupBy(pairs.keys(), (at) => pairs[at]?.seed)
  if (bySeed.size < 2 || bySeed.size === pairs.length) return undefined
  return [...bySeed.values()].map((places) => places.map((at) => values[at] as number))
}

/**
 * Whether values of a cluster resemble each other more than those of different ones, as far as they are at
 * hand. It decides what is tested, and on the safe side; it is not evidence: see `resemblancePValue`.
 */
export function resemble(clusters: readonly (readonly number[])[]): boolean {
  const { between, within } = meanSquares(clusters)
  return between > within
}

/**
 * The p-value that pairs of one seed resemble each other by chance, by the F test between seeds; NaN where no
 * seed recurs.
 */
export function resemblancePValue(pairs: readonly PairUnit[]): number {
  const finite = pairs.filter((pair) => pair.isFinite)
  const clusters = seedClusters(
    finite,
    finite.map(({ difference }) => difference),
  )
  if (clusters === undefined) return Number.NaN
  const { between, within } = meanSquares(clusters)
  return fUpperTail(between / within, clusters.length - 1, finite.length - clusters.length)
}

/**
 * Whether pairs of the same seed resemble each other in the comparisons of a table, taken together.
 * With three seeds a single comparison overlooks a resemblance in every fourth case, and among many
 * comparisons those that overlook it are found different: of six equal groups some were in 32 % of
 * reports (6 blocks, 3 seeds, correlation 0.5), with this in 4 %.
 *
 * Mean squares are shares of each comparison's own total, so that all weigh the same.
 */
export function resembleTogether(comparisons: readonly (readonly PairUnit[])[]): boolean {
  let between = 0
  let within = 0
  for (const pairs of comparisons) {
    const finite = pairs.filter((pair) => pair.isFinite)
    const clusters = seedClusters(
      finite,
      finite.map(({ difference }) => difference),
    )
    if (clusters === undefined) continue
    const squares = meanSquares(clusters)
    const total = squares.between + squares.within
    if (!(total > 0)) continue
    between += squares.between / total
    within += squares.within / total
  }
  return between > within
}
