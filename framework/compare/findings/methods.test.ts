import { expect, test } from 'vitest'
import { comparisonRow, trendRow } from '../../testing/comparisons/exampleRows.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'
import type { Comparison } from '../comparison.ts'
import { compareParameters } from '../parameters/compareParameters.ts'
import { methodsOf, methodsOfImportance } from './methods.ts'

function methods(rows: readonly RunCells[], more = {}): string {
  const options = { metric: 'loss', by: 'tokenizer', better: 'lower', ...more } as const
  return compareGroups(runsOf(rows), options).methods.join(' ')
}

const rows = (losses: readonly (readonly [number, number])[]): RunCells[] =>
  losses.flatMap(([none, vq], seed) => [
    { tokenizer: 'none', seed, loss: none },
    { tokenizer: 'vq', seed, loss: vq },
  ])
const PAIRS = rows([
  [1, 2],
  [1.1, 2.1],
  [0.9, 2],
  [1.2, 2.2],
])

test('it says what was compared, by which test, and how p-values were adjusted', () => {
  const text = methods(PAIRS)
  expect(text).toContain('Runs were compared by loss (lower is better), by tokenizer.')
  expect(text).toContain("Pairs were tested by Student's t test of the logarithms of their ratios.")
  expect(text).toContain("adjusted for 1 test by Holm's method [@holm1979]")
})

test('it says nothing of tests that no row rests on', () => {
  expect(methods(PAIRS)).not.toMatch(/Welch|Wilcoxon|Mann|one-sided/)
})

test('a p-value that no exact test of so few units could reach is told to rest on normal errors', () => {
  const sentence =
    "no exact test gives a p-value as small, Student's rests on errors that are normal"
  expect(methods(PAIRS)).toContain(sentence)
  const noisy = rows([
    [1, 1.2],
    [1.1, 1],
    [0.9, 1],
    [1.2, 1.1],
  ])
  expect(methods(noisy)).not.toContain(sentence)
})

test('ranks are named where runs diverged', () => {
  const diverged = rows([
    [1, 2],
    [1.1, Infinity],
    [0.9, 2],
    [1.2, 2.2],
  ])
  expect(methods(diverged)).toContain("Wilcoxon's signed ranks [@wilcoxon1945]")
})

test('equality is named where a margin was given', () => {
  expect(methods(PAIRS, { margin: 1.05 })).toContain('two one-sided tests [@schuirmann1987]')
})

test('without rows there is nothing to say', () => {
  expect(methods([{ tokenizer: 'vq', seed: 1, loss: 1 }])).toBe('')
})

test('it says how divergence and interactions were found, where they were', () => {
  const interacting = [0, 1].flatMap((depth) =>
    Array.from({ length: 5 }, (_, seed) => [
      { tokenizer: 'none', depth, seed, loss: 1 + seed / 100 },
      { tokenizer: 'vq', depth, seed, loss: (depth === 0 ? 2 : 0.5) + seed / 90 },
    ]).flat(),
  )
  expect(methods(interacting)).toContain("at 0.02 after Bonferroni's adjustment")
  expect(methods(PAIRS)).not.toMatch(/Bonferroni|Fisher/)
  const diverged = rows(Array.from({ length: 6 }, () => [1, Number.POSITIVE_INFINITY] as const))
  expect(methods(diverged)).toContain("Fisher's exact test [@fisher1922]")
})

test('it says how a turning point was found, where there is one', () => {
  const valley = Array.from({ length: 60 }, (_, lr) => ({
    lr,
    loss: 1 + ((lr - 30) / 10) ** 2 + (lr % 3) / 10,
  }))
  const { methods: said } = compareParameters(runsOf(valley), {
    metric: 'loss',
    better: 'lower',
    parameters: ['lr'],
  })
  expect(said.join(' ')).toContain('That lr has a turning point rests on rank correlations')
  expect(said.join(' ')).toContain('[@simonsohn2018]')
})

const COMPARED = 'Runs were compared by loss (lower is better), by tokenizer.'
const MATCHED =
  'Only runs that agree in all other parameters were compared with each other; runs of the same seed were paired, and ' +
  'runs of one setting and seed averaged.'
const STUDENT = "Pairs were tested by Student's t test of the logarithms of their ratios."
const adjusted = (tests: string) =>
  `P-values are two-sided and adjusted for ${tests} by Holm's method [@holm1979]; intervals are single 95 % intervals. ` +
  'A difference is claimed where the adjusted p-value is at most 0.05 and at least three units were compared.'
const NORMAL =
  "Where the units are so few that no exact test gives a p-value as small, Student's rests on errors that are normal; " +
  'the p-value of the exact test of the same units stands beside it.'

const of = (...rows: readonly Partial<Comparison>[]) => methodsOf(rows.map(comparisonRow))

test('pairs that were tested by their ratios are told so, and nothing else', () => {
  expect(of({})).toEqual([COMPARED, MATCHED, STUDENT, adjusted('1 test'), NORMAL])
})

test('the tests of all rows count, and columns are named once', () => {
  const enough = { smallestPValue: 0.001 }
  const [compared, ...others] = of(
    enough,
    { ...enough, by: 'lr' },
    { ...enough, by: 'lr', pValue: null },
  )
  expect(compared).toBe('Runs were compared by loss (lower is better), by tokenizer, lr.')
  expect(others).toEqual([MATCHED, STUDENT, adjusted('2 tests')])
})

test('a p-value is below that of all exact tests only where one of them is known', () => {
  expect(of({ smallestPValue: null })).not.toContain(NORMAL)
  expect(of({ pValue: null })).not.toContain(NORMAL)
  expect(of({ pValue: 0.03125 })).not.toContain(NORMAL)
  expect(of({ smallestPValue: null }, {})).toContain(NORMAL)
})

test('differences, and means within seeds, are told of the pairs', () => {
  const differences = { ratio: null, difference: 1, unit: 'seed' } as const
  expect(of(differences)).toContain(
    "Pairs were tested by Student's t test of their differences, and of their means within seeds where pairs of one " +
      'seed may resemble each other; the larger p-value counts.',
  )
  // One row of ratios is enough.
  expect(of(differences, {}).join(' ')).toContain('of the logarithms of their ratios, and of their')
})

test('without tests nothing is adjusted', () => {
  const none = { unit: null, test: null, pValue: null, pHolm: null, ratio: null } as const
  expect(of(none)).toEqual([COMPARED])
  expect(of({ ...none, better: 'higher', metric: 'acc' })).toEqual([
    'Runs were compared by acc (higher is better), by tokenizer.',
  ])
})

const RUN = { unit: 'run', test: "Welch's t, log ratios", smallestPValue: null } as const
const SETTING = {
  unit: 'setting',
  test: "Welch's t of unpaired settings, log ratios",
  smallestPValue: null,
} as const
const WELCH = "Groups whose seeds are not shared were tested by Welch's t test [@welch1947]."
const unpaired = (names: string, by: string) =>
  `Groups by ${names}, most runs of which have no partner that differs in nothing else, were compared over all their ` +
  `settings, unpaired, by ${by}.`

test('groups without shared seeds, and those over all settings, have tests of their own', () => {
  expect(of(RUN)).toEqual([COMPARED, MATCHED, WELCH, adjusted('1 test')])
  expect(of({ ...RUN, test: "Mann-Whitney's U" })).not.toContain(WELCH)
  expect(of(SETTING)).toEqual([
    COMPARED,
    unpaired('tokenizer', "Welch's t test [@welch1947]"),
    adjusted('1 test'),
  ])
  const ranked = { ...SETTING, test: 'Mann-Whitney of unpaired settings' }
  expect(of(ranked)).toContain(unpaired('tokenizer', 'ranks'))
  const within = { ...RUN, test: "Student's t within blocks, log ratios" }
  expect(of(within)).toContain(
    'Runs of several blocks that share no seeds were tested within blocks: by least squares of the logarithms with ' +
      'an effect of each block, without equal variances [@bell2002].',
  )
  expect(of(within).join()).not.toMatch(/Pairs were|Where seeds recur/)
  expect(of({ ...RUN, unit: 'seed', nUnitsA: 3, nUnitsB: 3 }).join()).toContain(
    'Where seeds recur over the blocks of a group, runs were averaged within seeds as well',
  )
  // Welch's test of settings is none of seeds.
  const names = of(SETTING, { ...SETTING, by: 'lr' }, { smallestPValue: null })
  expect(names).toContain(unpaired('tokenizer, lr', "Welch's t test [@welch1947]"))
  expect(names).toContain(MATCHED)
  expect(names).not.toContain(WELCH)
})

test('ranks are told where runs diverged, and how often they did where that was tested', () => {
  const ranks =
    "Runs that diverged count as the worst; where there were any, pairs were tested by Wilcoxon's signed ranks " +
    '[@wilcoxon1945], summed within seeds where these resembled each other [@rosner2006].'
  const mann =
    'Runs that diverged count as the worst; where there were any, groups without shared seeds were tested by the ' +
    'Mann-Whitney test [@mann1947].'
  const fisher = "Numbers of runs that diverged were compared by Fisher's exact test [@fisher1922]."
  const diverged = { smallestPValue: null, divergedPHolm: 0.2 }
  expect(of({ ...diverged, test: 'signed ranks, exact' })).toEqual([
    ...[COMPARED, MATCHED, ranks, fisher, adjusted('1 test')],
  ])
  expect(of({ ...diverged, test: 'Mann-Whitney, exact', unit: 'run' })).toEqual([
    ...[COMPARED, MATCHED, mann, fisher, adjusted('1 test')],
  ])
  expect(of(diverged, {})).toContain(fisher)
})

test('trends are told with the runs that they rest on, and where they turn', () => {
  const end = 'with intervals by [@bonett2000].'
  const [lr, beta, wd] = ['lr', 'beta', 'wd'].map((by) => trendRow({ by }))
  const said = (...trends: readonly (ReturnType<typeof trendRow> | undefined)[]) =>
    methodsOf([], { trends: trends.flatMap((each) => each ?? []) })
  expect(said(lr)).toEqual([
    'Runs were compared by loss (lower is better), by lr.',
    'lr was tested by the rank correlation and the curvature of ranks within blocks of runs that agree in the other ' +
      `parameters, ${end}`,
    adjusted('1 test'),
  ])
  const pooled = trendRow({ by: 'depth', within: 'all runs', pValue: null })
  expect(said(pooled, lr, beta)).toEqual([
    'Runs were compared by loss (lower is better), by depth, lr, beta.',
    'lr, beta were tested by the rank correlation and the curvature of ranks within blocks of runs that agree in the ' +
      `other parameters, ${end}`,
    'depth was tested by the rank correlation and the curvature of ranks over all runs, which differ in other ' +
      `parameters, too, ${end}`,
    adjusted('2 tests'),
  ])
  const turning = (by: string) => trendRow({ by, turnsAt: 0.1 })
  const rests = (names: string) =>
    `That ${names} a turning point rests on rank correlations on both sides of the extreme of a curve through the ` +
    'ranks, each at 0.005 [@simonsohn2018].'
  expect(said(turning('lr'), wd)).toContain(rests('lr has'))
  expect(said(turning('lr'), turning('wd'))).toContain(rests('lr, wd have'))
  expect(said(lr).join(' ')).not.toContain('turning point')
})

test('interactions and a margin are told where there are any', () => {
  const interaction = { by: 'tokenizer', partner: 'beta', pValue: 0.01, contrasts: [] }
  const said = methodsOf([comparisonRow()], { interactions: [interaction], margin: 1.05 })
  expect(said).toEqual([
    ...[COMPARED, MATCHED, STUDENT],
    'That an effect depends on another parameter was found by the analysis of variance of the differences of pairs ' +
      "between the values of that parameter, at 0.02 after Bonferroni's adjustment.",
    ...[adjusted('1 test'), NORMAL],
    "Equality within 1.05 is claimed where two one-sided tests [@schuirmann1987] find it at 0.05 after Holm's adjustment.",
  ])
})

test('how importance was measured depends on whether the grid is full', () => {
  expect(methodsOfImportance('functional ANOVA')).toEqual([
    'The importance of a parameter is its total effect [@homma1996] in the functional analysis of variance ' +
      '[@hutter2014] over the full grid of settings.',
  ])
  expect(methodsOfImportance('PED-ANOVA')).toEqual([
    'The importance of parameters was estimated by PED-ANOVA [@watanabe2023] on ranks, less what chance alone gives, ' +
      'and checked by the permutation importance of a random forest [@breiman2001].',
  ])
  expect(methodsOfImportance(null)).toEqual([])
})
