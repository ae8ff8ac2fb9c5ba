import { mean } from '../intervals/location.ts'

/**
 * The mean squares of a one-way analysis of variance: between the means of clusters, and within
 * clusters. Where the first exceeds the second, values of a cluster resemble each other. NaN where
 * there are not two clusters, or no cluster has two values.
 */
export function meanSquares(clusters: readonly (readonly number[])[]): {
  between: number
  within: number
} {
  const all = clusters.flat()
  const centre = mean(all)
  let between = 0
  let within = 0
  for (const cluster of clusters) {
    const middle = mean(cluster)
    between += cluster.length * (middle - centre) ** 2
    for (const value of cluster) within += (value - middle) ** 2
  }
  const dfWithin = all.length - clusters.length
  return {
    between: clusters.length < 2 ? Number.NaN : between / (clusters.length - 1),
    within: dfWithin === 0 ? Number.NaN : within / dfWithin,
  }
}
