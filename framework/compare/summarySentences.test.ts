import { expect, test } from 'vitest'
import { comparisonRow } from '../testing/comparisons/exampleRows.ts'
import type { Comparison } from './comparison.ts'
import { summarySentences } from './summarySentences.ts'

/** Rows with these verdicts, whose sentences are their numbers. */
const rows = (...counts: readonly (readonly [number, Comparison['verdict']])[]) =>
  counts
    .flatMap(([n, verdict]) => Array.from({ length: n }, () => verdict))
    .map((verdict, at) => comparisonRow({ verdict, sentence: String(at) }))

test('up to a hundred comparisons have a sentence each, in their order', () => {
  const sentences = summarySentences(rows([60, 'inconclusive'], [40, 'different']))
  expect(sentences).toEqual(Array.from({ length: 100 }, (_, at) => String(at)))
})

test('of more the verdicts are counted, and those that settle something are told first', () => {
  const [counts, ...others] = summarySentences(
    rows([90, 'inconclusive'], [3, 'different'], [6, 'underpowered'], [2, 'equal within 1.05']),
  )
  expect(counts).toBe(
    '101 comparisons: 3 different, 2 equal within 1.05, 90 inconclusive, 6 underpowered. The first 100 of them ' +
      'follow, those that settle something before the others; the table has all.',
  )
  const [settled, open] = [
    [90, 91, 92, 99, 100],
    Array.from({ length: 99 }, (_, at) => at).filter((at) => at < 90 || (at > 92 && at < 98)),
  ]
  expect(others).toEqual([...settled, ...open].map(String))
})
