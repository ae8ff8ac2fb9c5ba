import { expect, test } from 'vitest'
import { coveredLinesNote } from './coveredLines.ts'

const line = (name: string, ...ys: number[]) => ({ name, points: ys.map((y, x) => ({ x, y })) })

test('lines through the same points are named, set by set', () => {
  const lines = [line('a', 1, 2), line('b', 1, 2), line('c', 3), line('d', 1, 2), line('e', 3)]
  expect(coveredLinesNote(lines)).toEqual([
    'Identical lines, of which one covers the others: a, b and d; c and e.',
  ])
})

test('dashes in front of a line do not cover it, those behind it are covered', () => {
  const dashed = { ...line('d', 1, 2), dash: [3, 3] }
  expect(coveredLinesNote([dashed, line('a', 1, 2)])).toEqual([])
  expect(coveredLinesNote([line('a', 1, 2), dashed])).toEqual([
    'Identical lines, of which one covers the others: a and d.',
  ])
  expect(coveredLinesNote([dashed, line('a', 1, 2), line('b', 1, 2)])).toEqual([
    'Identical lines, of which one covers the others: d, a and b.',
  ])
})

test('many of them are counted', () => {
  const lines = Array.from({ length: 9 }, (_, i) => line(`m${i}`, 1, 2))
  expect(coveredLinesNote(lines)).toEqual([
    'Identical lines, of which one covers the others: m0, m1, m2, m3, m4, m5 and 3 more.',
  ])
})

test('different lines, lines of one name and lines without points are not', () => {
  expect(coveredLinesNote([line('a', 1), line('b', 2), line('c'), line('d')])).toEqual([])
  expect(coveredLinesNote([line('a', 1), line('a', 1)])).toEqual([])
})
