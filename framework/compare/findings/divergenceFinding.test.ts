import { expect, test } from 'vitest'
import { comparisonRow } from '../../testing/comparisons/exampleRows.ts'
import type { Comparison } from '../comparison.ts'
import { divergedCounts, divergesMore, findingOfDivergence } from './divergenceFinding.ts'

const find = (more: Partial<Comparison>, isShared = false, reservation = '') =>
  findingOfDivergence(comparisonRow({ nA: 12, nB: 10, divergedPHolm: 0.03, ...more }), {
    ...{ isShared, reservation },
  })

test('a value diverges more often where the adjusted p-value is at most 0.05', () => {
  const of = (divergedPHolm: number | null) => divergesMore(comparisonRow({ divergedPHolm }))
  expect([0.01, 0.05, 0.0501, null].map(of)).toEqual([true, true, false, false])
})

test('a finding has the counts of both values, and how sure it is', () => {
  expect(find({ nDivergedA: 1, nDivergedB: 8 })).toEqual({
    key: 'vq-vs-none-diverged',
    sentence:
      'vq diverges more often than none: 8 of 10 runs against 1 of 12, p = 0.03 after Holm ' +
      "(Fisher's exact test).",
    values: { diverged: 8, 'diverged-of': 10, 'other-diverged': 1, 'other-of': 12, p: 0.03 },
  })
})

test('more often is by the share of the runs, not by their number', () => {
  expect(find({ nDivergedA: 9, nDivergedB: 1 }).sentence).toMatch(
    /^vq diverges less often than none: 1 of 10 runs against 9 of 12/,
  )
  expect(find({ nA: 40, nDivergedA: 9, nDivergedB: 8 }).sentence).toMatch(/^vq diverges more often/)
  expect(find({ nA: 8, nDivergedA: 8, nB: 40, nDivergedB: 10 }).sentence).toMatch(
    /^vq diverges less often/,
  )
})

test('another column with the same values and what limits it are named', () => {
  const named = find({ nDivergedB: 8 }, true, '; lr goes with it')
  expect(named.key).toBe('tokenizer-vq-vs-none-diverged')
  expect(named.sentence).toMatch(/^tokenizer vq diverges more often than tokenizer none: /)
  expect(named.sentence).toMatch(/\(Fisher's exact test\); lr goes with it\.$/)
})

test('the runs of each value that diverged are counted once, over all their settings', () => {
  const rows = [
    comparisonRow({ nDivergedB: 4, divergedPValue: 0.03 }),
    comparisonRow({ block: 'depth=3', nA: 1, nB: 1, nDivergedB: 1, divergedPValue: 0.5 }),
  ]
  expect(divergedCounts(rows)).toEqual({
    ...{ text: "0 of 7 runs of none, 4 of 6 runs of vq (Fisher's exact p = 0.03)", p: 0.03 },
  })
})

test('of more than two values the smallest p-value counts, 1 where nothing was compared', () => {
  const counts = { nA: 1, nDivergedA: 1, b: 'linear', nB: 5 }
  const more = [comparisonRow({ nA: 1, nDivergedA: 1, divergedPValue: 0.4 })]
  expect(divergedCounts([...more, comparisonRow({ ...counts, divergedPValue: 0.2 })])).toEqual({
    text: "1 of 1 run of none, 0 of 6 runs of vq, 0 of 5 runs of linear (smallest Fisher's exact p = 0.2)",
    p: 0.2,
  })
  expect(divergedCounts([comparisonRow({ nDivergedA: 1 })])?.p).toBe(1)
})

test('where no run diverged there is nothing to count', () => {
  expect(divergedCounts([comparisonRow()])).toBeUndefined()
})
