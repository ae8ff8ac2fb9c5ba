import { Random } from '../../stats/random.ts'
import { coarsen } from './coarsen.ts'
import type { Design, Evaluation, Evaluator } from './design.ts'
import { growTree, predict } from './regressionTree.ts'

const TREES = 64
/** Classes of an ordered parameter, between which a tree may cut. */
const CELLS = 32
const LEAST_TO_SPLIT = 6
/** Of few parameters all are looked at, else the one that matters is often not among them. */
const LEAST_TRIED = 4
export const LEAST_RUNS = 20

/**
 * Permutation importance (Breiman, Machine Learning 45, 2001): by how much the error of a random forest
 * grows on the runs that a tree did not see, when one parameter's values are shuffled among them.
 * Importances are shares of the variance of those runs, of which a parameter without effect has about
 * none. It rests on nothing that the other evaluators rest on, which makes it a check on them.
 */
export const permutation: Evaluator = {
  name: 'permutation',
  objection: ({ y }) =>
    y.length < LEAST_RUNS ? `${y.length} runs are too few, ${LEAST_RUNS} are needed` : undefined,
  evaluate({ factors, y }): Evaluation {
    const design = { y, factors: factors.map((factor) => coarsen(factor, CELLS)) }
    const increases = new Float64Array(design.factors.length)
    const random = new Random(0, 'permutation importance')
    const options = {
      nTried: Math.max(LEAST_TRIED, Math.ceil(design.factors.length / 3)),
      leastRuns: LEAST_TO_SPLIT,
    }
    let variance = 0
    for (let i = 0; i < TREES; i++) {
      const { seen, unseen } = bootstrap(design.y.length, random)
      const tree = growTree(design, seen, options, random)
      variance += squaresAbout(design.y, unseen)
      const error = errorOf(design, tree, unseen)
      for (const at of design.factors.keys()) {
        const others = [...unseen]
        random.shuffle(others, others.length)
        increases[at] =
          (increases[at] as number) + errorOf(design, tree, unseen, { factor: at, others }) - error
      }
    }
    return {
      factors: Array.from(increases, (increase) => ({
        // Shuffling takes away the parameter and puts in as much that is wrong: twice the variance.
        importance: variance > 0 ? Math.max(0, increase / (2 * variance)) : 0,
        pValue: Number.NaN,
      })),
      interactions: [],
      residual: Number.NaN,
    }
  },
}

function bootstrap(n: number, random: Random): { seen: number[]; unseen: number[] } {
  const seen = Array.from({ length: n }, () => random.integer(n))
  const drawn = new Set(seen)
  return { seen, unseen: Array.from({ length: n }, (_, i) => i).filter((i) => !drawn.has(i)) }
}

/** The sum of squared errors; with one factor's values taken from other runs, where given. */
function errorOf(
  { factors, y }: Design,
  tree: Parameters<typeof predict>[0],
  runs: readonly number[],
  swapped?: { readonly factor: number; readonly others: readonly number[] },
): number {
  let sum = 0
  for (const [place, run] of runs.entries()) {
    const other = swapped?.others[place] ?? run
    const levelOf = (factor: number) =>
      factors[factor]?.levels[factor === swapped?.factor ? other : run] as number
    sum += (predict(tree, levelOf) - (y[run] as number)) ** 2
  }
  return sum
}

function squaresAbout(y: readonly number[], runs: readonly number[]): number {
  const centre = runs.reduce((sum, run) => sum + (y[run] as number), 0) / runs.length
  return runs.reduce((sum, run) => sum + ((y[run] as number) - centre) ** 2, 0)
}
