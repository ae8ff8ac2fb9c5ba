import { expect, test } from 'vitest'
import { trendRow } from '../../testing/comparisons/exampleRows.ts'
import type { Trend } from '../trend.ts'
import { divergedWordsOf, trendClaim, trendSentence } from './trendSentence.ts'

const sentence = (more: Partial<Trend> = {}) => trendSentence(trendRow(more))

test('a trend says its range, the claim and what it rests on', () => {
  expect(sentence()).toBe(
    'lr from 0.001 to 10: loss rises with lr. The rank correlation within blocks and seeds is 0.75 (single 95 % interval ' +
      "0.50 to 0.90), over 27 runs of 9 values; p 0.02 for a trend or a turn, after Holm's adjustment; " +
      '3 of 30 runs have no partner of another value within their block and seed.',
  )
  expect(sentence({ nRuns: 28 })).toMatch(
    /; 1 of 28 runs has no partner of another value within its block and seed\.$/,
  )
  expect(sentence({ nRuns: 27 })).toMatch(/ after Holm's adjustment\.$/)
  expect(sentence({ unit: 'setting' })).toMatch(/ after Holm's adjustment\.$/)
})

test('ranks are within what there are several of', () => {
  const said = (more: Partial<Trend>) =>
    sentence({ ...more, correlationLow: null }).match(/The rank correlation(.*) is 0.75/)?.[1]
  expect(said({ within: 'block' })).toBe(' within blocks')
  expect(said({ within: 'block', nBlocks: 1 })).toBe('')
  expect(said({ nBlocks: 1 })).toBe(' within seeds')
  expect(said({ within: 'all runs', unit: 'setting' })).toBe(' of all runs')
  expect(sentence({ nBlocks: 1, nRuns: 28 })).toMatch(/; 1 of 28 runs .* within its seed\.$/)
  expect(sentence({ nBlocks: 1, within: 'block', nRuns: 28 })).toMatch(/ of another value\.$/)
})

test('what is not known of it is left out', () => {
  const start =
    'lr from 0.001 to 10: loss rises with lr. The rank correlation within blocks and seeds is 0.75'
  expect(sentence({ pHolm: null, nRuns: 27 })).toMatch(/, over 27 runs of 9 values\.$/)
  const end = ", over 27 runs of 9 values; p 0.02 for a trend or a turn, after Holm's adjustment."
  expect(sentence({ correlationLow: null, nRuns: 27 })).toBe(start + end)
  expect(sentence({ correlationHigh: null, nRuns: 27 })).toBe(start + end)
})

test('without a rank correlation it counts what can be compared', () => {
  expect(sentence({ correlation: null, n: 1, unit: 'setting', verdict: 'inconclusive' })).toBe(
    'lr from 0.001 to 10: whether loss rises or falls with lr is inconclusive; 1 setting can be compared, too few for a ' +
      'rank correlation.',
  )
})

test('both ends of the range have one notation', () => {
  expect(sentence({ least: 1e-5, greatest: 0.01 })).toMatch(/^lr from 10⁻⁵ to 10⁻²: /)
})

test('runs that diverged are counted', () => {
  expect(divergedWordsOf({ nDiverged: 0, nRuns: 9 })).toBe('')
  expect(divergedWordsOf({ nDiverged: 1, nRuns: 9 })).toBe(
    '; 1 of 9 runs diverged and ranks as the worst',
  )
  expect(sentence({ nDiverged: 2, nRuns: 30, n: 30 })).toMatch(
    / adjustment; 2 of 30 runs diverged and rank as the worst\.$/,
  )
})

test.each<[Partial<Trend>, string]>([
  [{ verdict: 'falls' }, 'loss falls with lr'],
  [{ verdict: 'descriptive only' }, 'whether loss rises or falls with lr is descriptive only'],
  [{ verdict: 'changes' }, 'loss changes with lr, and is not shown to rise or fall throughout'],
  [
    { verdict: 'lowest inside', turnsAt: 0.0123, turnsAtLow: 0.01, turnsAtHigh: 0.1 },
    'loss is lowest near lr 0.012 [0.01, 0.1], and higher on both sides',
  ],
  [
    { verdict: 'highest inside', turnsAt: 3 },
    'loss is highest near lr 3 [3, 3], and lower on both sides',
  ],
])('%o is claimed as such', (more, claim) => {
  expect(trendClaim(trendRow(more))).toBe(claim)
})
