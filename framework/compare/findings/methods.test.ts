import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'
import { compareParameters } from '../parameters/compareParameters.ts'

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
