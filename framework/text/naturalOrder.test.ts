import { expect, test } from 'vitest'
import { compareNatural } from './naturalOrder.ts'

const sorted = (...texts: string[]) => texts.toSorted(compareNatural)

test('numbers within texts count by value', () => {
  expect(sorted('job10', 'job2', 'job1_b', 'job1')).toEqual(['job1', 'job1_b', 'job2', 'job10'])
  expect(sorted('20251104-1', '20251103-20', '20251103-3')).toEqual([
    '20251103-3',
    '20251103-20',
    '20251104-1',
  ])
})

test('numbers of any length stay exact', () => {
  expect(sorted('x9007199254740993', 'x9007199254740992')).toEqual([
    'x9007199254740992',
    'x9007199254740993',
  ])
})

test('everything else counts by code point, whatever the locale', () => {
  expect(sorted('b', 'a', 'ä', 'B', '🙂', 'ﬁ', '')).toEqual(['', 'B', 'a', 'b', 'ä', 'ﬁ', '🙂'])
})

test('leading zeros decide last', () => {
  expect(sorted('v01', 'v1', 'v1a', 'v01a', 'v2')).toEqual(['v01', 'v1', 'v01a', 'v1a', 'v2'])
})

test('numbers decide before what follows them, also after leading zeros', () => {
  expect(sorted('a010b2', 'a10b1', 'a9z', 'a1')).toEqual(['a1', 'a9z', 'a10b1', 'a010b2'])
})
