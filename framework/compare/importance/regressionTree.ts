import type { Random } from '../../stats/random.ts'
import type { Design } from './design.ts'

/** A node of a tree: a prediction, or a question about one factor. */
type TreeNode =
  | { readonly value: number }
  | {
      readonly factor: number
      /** Of each level of the factor, whether it goes left. */
      readonly goesLeft: Uint8Array
      readonly left: TreeNode
      readonly right: TreeNode
    }

export interface TreeOptions {
  /** Factors that are looked at for each split. */
  readonly nTried: number
  /** Fewer runs are not split. */
  readonly leastRuns: number
}

/**
 * Grows a regression tree (Breiman et al. 1984) that splits by variance. The levels of a factor without
 * order are sorted by their mean, which finds the best split of them all.
 *
 * @param runs indices, some perhaps more than once
 */
export function growTree(
  design: Design,
  runs: readonly number[],
  options: TreeOptions,
  random: Random,
): TreeNode {
  const { y, factors } = design
  const leaf = (): TreeNode => ({
    value: runs.reduce((sum, run) => sum + (y[run] as number), 0) / runs.length,
  })
  if (runs.length < options.leastRuns) return leaf()
  const tried = factors.map((_, at) => at)
  random.shuffle(tried, tried.length)
  let best: Split | undefined
  for (const factor of tried.slice(0, options.nTried)) {
    const split = bestSplit(design, runs, factor)
    if (split && split.gain > (best?.gain ?? 1e-12)) best = split
  }
  if (best === undefined) return leaf()
  const { factor, goesLeft } = best
  const levels = factors[factor]?.levels ?? []
  const isLeft = (run: number) => goesLeft[levels[run] as number] === 1
  return {
    factor,
    goesLeft,
    left: growTree(design, runs.filter(isLeft), options, random),
    right: growTree(
      design,
      runs.filter((run) => !isLeft(run)),
      options,
      random,
    ),
  }
}

/** @param levelOf the level of a factor in the run that is asked about */
export function predict(tree: TreeNode, levelOf: (factor: number) => number): number {
  let node = tree
  while ('left' in node) node = node.goesLeft[levelOf(node.factor)] === 1 ? node.left : node.right
  return node.value
}

interface Split {
  readonly factor: number
  readonly goesLeft: Uint8Array
  /** By how much the sum of squares falls. */
  readonly gain: number
}

function bestSplit(
  { factors, y }: Design,
  runs: readonly number[],
  factor: number,
): Split | undefined {
  const { levels = [], nLevels = 0, isOrdered = true } = factors[factor] ?? {}
  const [counts, sums] = [new Float64Array(nLevels), new Float64Array(nLevels)]
  let total = 0
  for (const run of runs) {
    const level = levels[run] as number
    counts[level] = (counts[level] as number) + 1
    sums[level] = (sums[level] as number) + (y[run] as number)
    total += y[run] as number
  }
  const present = Array.from({ length: nLevels }, (_, level) => level).filter(
    (level) => (counts[level] as number) > 0,
  )
  if (!isOrdered) {
    const meanOf = (level: number) => (sums[level] as number) / (counts[level] as number)
    present.sort((a, b) => meanOf(a) - meanOf(b))
  }
  let [n, sum, place, most] = [0, 0, -1, 0]
  for (const [at, level] of present.slice(0, -1).entries()) {
    n += counts[level] as number
    sum += sums[level] as number
    const gain = sum ** 2 / n + (total - sum) ** 2 / (runs.length - n) - total ** 2 / runs.length
    if (gain > most) [most, place] = [gain, at]
  }
  if (place < 0) return undefined
  const goesLeft = new Uint8Array(nLevels)
  // Of an ordered factor, levels that these runs lack lie on either side of the cut as well.
  if (isOrdered) goesLeft.fill(1, 0, (present[place] as number) + 1)
  else for (const level of present.slice(0, place + 1)) goesLeft[level] = 1
  return { factor, goesLeft, gain: most }
}
