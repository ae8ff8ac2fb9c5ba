import { groupBy } from '../../tables/groupBy.ts'
import { count } from '../../text/counts.ts'
import { listSome } from '../../text/lists.ts'
import { type Comparison, isPaired } from '../comparison.ts'
import type { ParameterInteraction } from '../interactions/interactionOf.ts'
import type { Trend } from '../trend.ts'

/** A sentence on what was done, with the works that it rests on: `[@holm1979]` cites one. */
export type MethodSentence = string

/** What was done to compare groups: only what rows of this table really rest on. */
export function methodsOf(
  rows: readonly Comparison[],
  {
    trends = [],
    interactions = [],
    margin,
  }: {
    readonly trends?: readonly Trend[]
    readonly interactions?: readonly ParameterInteraction[]
    readonly margin?: number | undefined
  } = {},
): MethodSentence[] {
  const tests = new Set(rows.flatMap(({ test }) => (test === null ? [] : [test])))
  const uses = (start: string) => [...tests].some((test) => test.startsWith(start))
  const overSeeds = rows.filter(({ unit }) => unit === 'seed')
  const columns = [...new Set([...rows.map(({ by }) => by), ...trends.map(({ by }) => by)])]
  if (columns.length === 0) return []
  const nTests =
    rows.filter(({ pValue }) => pValue !== null).length +
    trends.filter(({ pValue }) => pValue !== null).length
  const unpaired = [...new Set(rows.filter(({ unit }) => unit === 'setting').map(({ by }) => by))]
  const isRatio = rows.some(({ ratio }) => ratio !== null)
  return [
    `Runs were compared by ${metricsText([...rows, ...trends])}, by ${columns.join(', ')}.`,
    ...(rows.some(({ unit }) => unit !== null && unit !== 'setting')
      ? [
          'Only runs that agree in all other parameters were compared with each other; runs of the same seed ' +
            'were paired, and runs of one setting and seed averaged.',
        ]
      : []),
    ...(uses("Student's t,")
      ? [
          `Pairs were tested by Student's t test of ${isRatio ? 'the logarithms of their ratios' : 'their differences'}` +
            `${overSeeds.some(isPaired) ? ', and of their means within seeds where pairs of one seed may resemble each other; the larger p-value counts' : ''}.`,
        ]
      : []),
    ...(uses("Welch's t,")
      ? ["Groups whose seeds are not shared were tested by Welch's t test [@welch1947]."]
      : []),
    ...(uses("Student's t within blocks")
      ? [
          'Runs of several blocks that share no seeds were tested within blocks: by least squares of ' +
            `${isRatio ? 'the logarithms' : 'the values'} with an effect of each block, without equal variances [@bell2002].`,
        ]
      : []),
    ...(overSeeds.some((row) => !isPaired(row))
      ? [
          'Where seeds recur over the blocks of a group, runs were averaged within seeds as well; the larger p-value ' +
            'counts.',
        ]
      : []),
    ...(unpaired.length > 0
      ? [
          `Groups by ${listSome(unpaired)}, most runs of which have no partner that differs in nothing else, were compared ` +
            `over all their settings, unpaired, by ${uses("Welch's t of unpaired") ? "Welch's t test [@welch1947]" : 'ranks'}.`,
        ]
      : []),
    ...(uses('signed ranks')
      ? [
          "Runs that diverged count as the worst; where there were any, pairs were tested by Wilcoxon's signed " +
            'ranks [@wilcoxon1945], summed within seeds where these resembled each other [@rosner2006].',
        ]
      : []),
    ...(uses('Mann-Whitney')
      ? [
          'Runs that diverged count as the worst; where there were any, groups without shared seeds were tested ' +
            'by the Mann-Whitney test [@mann1947].',
        ]
      : []),
    ...(rows.some(({ divergedPHolm }) => divergedPHolm !== null)
      ? ["Numbers of runs that diverged were compared by Fisher's exact test [@fisher1922]."]
      : []),
    ...trendMethods(trends),
    ...(interactions.length > 0
      ? [
          'That an effect depends on another parameter was found by the analysis of variance of the differences of ' +
            "pairs between the values of that parameter, at 0.02 after Bonferroni's adjustment.",
        ]
      : []),
    ...(nTests > 0
      ? [
          `P-values are two-sided and adjusted for ${count(nTests, 'test')} by Holm's method [@holm1979]; intervals are ` +
            'single 95 % intervals. A difference is claimed where the adjusted p-value is at most 0.05 and at ' +
            'least three units were compared.',
        ]
      : []),
    ...(rows.some(isBelowExact)
      ? [
          "Where the units are so few that no exact test gives a p-value as small, Student's rests on errors that are " +
            'normal; the p-value of the exact test of the same units stands beside it.',
        ]
      : []),
    ...(margin === undefined
      ? []
      : [
          `Equality within ${margin} is claimed where two one-sided tests [@schuirmann1987] find it at 0.05 after ` +
            "Holm's adjustment.",
        ]),
  ]
}

/** `auroc, acc (higher is better) and loss (lower is better)` */
function metricsText(rows: readonly Pick<Comparison, 'metric' | 'better'>[]): string {
  const byBetter = groupBy(rows, ({ better }) => better)
  return [...byBetter]
    .map(([better, alike]) => {
      const names = [...new Set(alike.map(({ metric }) => metric))]
      return `${listSome(names)} (${better} is better)`
    })
    .join(' and ')
}

function isBelowExact({ pValue, smallestPValue }: Comparison): boolean {
  return pValue !== null && smallestPValue !== null && pValue < smallestPValue
}

/** What was done to measure importance. */
export function methodsOfImportance(evaluator: string | null): MethodSentence[] {
  if (evaluator === 'functional ANOVA') {
    return [
      'The importance of a parameter is its total effect [@homma1996] in the functional analysis of variance ' +
        '[@hutter2014] over the full grid of settings.',
    ]
  }
  if (evaluator === 'PED-ANOVA') {
    return [
      'The importance of parameters was estimated by PED-ANOVA [@watanabe2023] on ranks, less what chance alone ' +
        'gives, and checked by the permutation importance of a random forest [@breiman2001].',
    ]
  }
  return []
}

/** Of which runs ranks were correlated, which differs from parameter to parameter. */
function trendMethods(trends: readonly Trend[]): MethodSentence[] {
  const namesOf = (isOver: (within: Trend['within']) => boolean) =>
    trends.filter(({ within }) => isOver(within)).map(({ by }) => by)
  const blocked = namesOf((within) => within !== 'all runs')
  const pooled = namesOf((within) => within === 'all runs')
  const turning = trends.filter(({ turnsAt }) => turnsAt !== null).map(({ by }) => by)
  const sentence = (names: readonly string[], runs: string) =>
    `${listSome(names)} ${names.length === 1 ? 'was' : 'were'} tested by the rank correlation and the curvature of ranks ${runs}, with ` +
    'intervals by [@bonett2000].'
  return [
    ...(blocked.length > 0
      ? [sentence(blocked, 'within blocks of runs that agree in the other parameters')]
      : []),
    ...(pooled.length > 0
      ? [sentence(pooled, 'over all runs, which differ in other parameters, too')]
      : []),
    ...(turning.length > 0
      ? [
          `That ${listSome(turning)} ${turning.length === 1 ? 'has' : 'have'} a turning point rests on rank correlations ` +
            'on both sides of the extreme of a curve through the ranks, each at 0.005 [@simonsohn2018].',
        ]
      : []),
  ]
}
