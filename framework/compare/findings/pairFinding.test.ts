import { expect, test } from 'vitest'
import { comparisonRow } from '../../testing/comparisons/exampleRows.ts'
import type { Comparison } from '../comparison.ts'
import { findingOfPair } from './pairFinding.ts'

const find = (more: Partial<Comparison> = {}, isShared = false, reservation = '') =>
  findingOfPair(comparisonRow(more), { isShared, reservation })
const sentence = (more: Partial<Comparison> = {}) => find(more).sentence

/** Tested by ranks, which need no exact test beside them. */
const ranked = { test: "Wilcoxon's signed ranks" }
const difference = { ratio: null, ratioLow: null, ratioHigh: null, difference: 0.5 }
const ends = { differenceLow: 0.25, differenceHigh: 0.75 }

test('a finding has the size, what it rests on, how sure it is, and the numbers', () => {
  expect(find()).toEqual({
    key: 'vq-vs-none',
    sentence:
      "vq is worse than none: 2.0 times the loss [1.5, 2.5], 6 pairs, p = 0.02 after Holm (Student's t; exact p = 0.06).",
    values: { ratio: 2, low: 1.5, high: 2.5, n: 6, p: 0.02, 'exact-p': 0.0625 },
  })
})

test('part of the runs, another column with the same values and what limits it are named', () => {
  expect(find({ block: 'depth=3' })).toMatchObject({
    key: 'vq-vs-none-depth-3',
    sentence: expect.stringMatching(/^vq is worse than none \(depth=3\): /),
  })
  expect(find({}, true)).toMatchObject({
    key: 'tokenizer-vq-vs-none',
    sentence: expect.stringMatching(/^tokenizer vq is worse than tokenizer none: /),
  })
  expect(find({}, false, '; lr goes with it').sentence).toMatch(
    /exact p = 0\.06\); lr goes with it\.$/,
  )
})

test('where one value is not a name, the key has the column', () => {
  expect(find({ a: 1 }).key).toBe('tokenizer-vq-vs-1')
  expect(find({ b: 1 }).key).toBe('tokenizer-1-vs-none')
  expect(find({ a: null, b: 1 }).key).toBe('tokenizer-1-vs-null')
})

test('a difference is told by its size and direction', () => {
  expect(find({ ...difference, ...ends, ...ranked })).toMatchObject({
    sentence:
      'vq is worse than none: loss higher by 0.50 [0.25, 0.75], 6 pairs, p = 0.02 after Holm.',
    values: { difference: 0.5, low: 0.25, high: 0.75, n: 6, p: 0.02, 'exact-p': 0.0625 },
  })
  const lower = { difference: -0.5, differenceLow: -0.75, differenceHigh: -0.25 }
  const less = { ...difference, ...lower, direction: -1 }
  expect(sentence({ ...less, ...ranked })).toBe(
    'vq is better than none: loss lower by 0.50 [0.25, 0.75], 6 pairs, p = 0.02 after Holm.',
  )
  expect(sentence({ ...less, better: 'higher' })).toMatch(/^vq is worse than none/)
})

test('what is equal has no direction', () => {
  expect(
    sentence({ verdict: 'equal within 1.05', ratio: 1, ratioLow: 0.98, ratioHigh: 1.02 }),
  ).toBe('vq and none are equal within 1.05: 1.00 times the loss [0.98, 1.02], 6 pairs.')
  const equal = { difference: 0.01, differenceLow: -0.01, differenceHigh: 0.03 }
  expect(
    sentence({ ...difference, ...equal, verdict: 'equal within 0.05', block: 'depth=3' }),
  ).toBe(
    'vq and none (depth=3) are equal within 0.05: loss differs by 0.010 [−0.010, 0.030], 6 pairs.',
  )
})

test('runs that diverged are counted, since ranks decided', () => {
  const counts = { ...ranked, nDivergedA: 1, nDivergedB: 4, pImprovement: 0.75 }
  const size = 'by ranks, since 4 of 6 and 1 of 7 runs diverged, 6 pairs, p = 0.02 after Holm.'
  expect(sentence(counts)).toBe(`vq is worse than none: ${size}`)
  // Whoever beats whom more often among all runs, and whatever the ratio of finite pairs is.
  expect(sentence({ ...counts, direction: -1 })).toBe(`vq is better than none: ${size}`)
})

test('units that are not paired are counted in both groups', () => {
  const unpaired = { unit: 'run', nPairs: 0, nUnitsA: 7, nUnitsB: 6, exactPValue: null } as const
  expect(find({ ...unpaired, test: "Welch's t, log ratios" })).toMatchObject({
    sentence:
      'vq is worse than none: 2.0 times the loss [1.5, 2.5], 7 and 6 runs, not paired, p = 0.02 after Holm.',
    values: { ratio: 2, low: 1.5, high: 2.5, n: 13, p: 0.02 },
  })
})

test('without a p-value none is told', () => {
  expect(sentence({ pHolm: null })).toBe(
    'vq is worse than none: 2.0 times the loss [1.5, 2.5], 6 pairs.',
  )
})

test('the exact test stands beside a smaller p-value of Student only', () => {
  const end = (more: Partial<Comparison>) => sentence(more).replace(/^.*6 pairs, /, '')
  expect(end(ranked)).toBe('p = 0.02 after Holm.')
  expect(end({ exactPValue: null })).toBe('p = 0.02 after Holm.')
  expect(end({ test: null })).toBe('p = 0.02 after Holm.')
  expect(end({ exactPValue: 0.02 })).toBe('p = 0.02 after Holm.')
  expect(end({ exactPValue: 0.0201, smallestPValue: 0.01 })).toBe(
    "p = 0.02 after Holm (Student's t; exact p = 0.02).",
  )
  // Both are written as below 0.001.
  expect(end({ pHolm: 0.0001, exactPValue: 0.001 })).toBe('p < 0.001 after Holm.')
})

test('it says where so many units allow no smaller exact p-value', () => {
  const end = (exactPValue: number, smallestPValue: number | null) =>
    sentence({ exactPValue, smallestPValue }).replace(/^.*exact /, '')
  expect(end(0.03125, 0.03125)).toBe('p = 0.03, the least that 6 pairs allow).')
  // The same but for rounding.
  expect(end(0.03125 * (1 + 1e-12), 0.03125)).toContain('the least')
  expect(end(0.0625, 0.03125)).toBe('p = 0.06).')
  expect(end(0.0625, null)).toBe('p = 0.06).')
})

test('what is not paired is set off by commas', () => {
  const unpaired = { unit: 'run', nPairs: 0, nUnitsA: 6, nUnitsB: 6 } as const
  expect(sentence({ ...unpaired, exactPValue: 0.03125, smallestPValue: 0.03125 })).toContain(
    'the least that 6 and 6 runs, not paired, allow).',
  )
})
