import { expect, test } from 'vitest'
import { coveredLinesNote } from './coveredLines.ts'

const line = (name: string, ...ys: number[]) => ({ name, points: ys.map((y, x) => ({ x, y })) })

test('lines through the same points are named, set by set', () => {
  const lines = [
    ...[line('a', 1, 2), line('b', 1, 2), line('c', 3, 4)],
    ...[line('d', 1, 2), line('e', 3, 4)],
  ]
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

test('sets of the same names are named once', () => {
  const lines = [line('a', 1, 2), line('b', 1, 2), line('b', 3, 4), line('a', 3, 4)]
  expect(coveredLinesNote([...lines.slice(0, 2), ...lines.slice(2).reverse()])).toEqual([
    'Identical lines, of which one covers the others: a and b.',
  ])
})

test('lines that gaps break elsewhere are different', () => {
  const broken = (name: string, ...ys: (number | null)[]) => ({
    name,
    points: ys.map((y, x) => ({ x, y })),
  })
  expect(coveredLinesNote([broken('a', 1, 2, null, 3), broken('b', 1, 2, 3)])).toEqual([])
})

test('lines of a single point are points, wherever their gaps are', () => {
  const points = [
    line('a', 1),
    {
      name: 'b',
      points: [
        { x: 0, y: 1 },
        { x: 1, y: null },
      ],
    },
  ]
  expect(coveredLinesNote([...points, line('c', 2), line('d', 2, 3), line('e', 2, 3)])).toEqual([
    'Identical lines, of which one covers the others: d and e.',
    'Identical points, of which one covers the others: a and b.',
  ])
})
