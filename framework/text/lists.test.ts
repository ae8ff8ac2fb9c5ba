import { expect, test } from 'vitest'
import { listInWords, listSome } from './lists.ts'

test('the last of several is joined by a word, and those past the most are counted', () => {
  expect(listInWords(['a'], 3)).toBe('a')
  expect(listInWords(['a', 'b'], 3)).toBe('a and b')
  expect(listInWords(['a', 'b', 'c'], 3)).toBe('a, b and c')
  expect(listInWords(['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c and 2 more')
})

test('of many items the first are listed, and how many more there are', () => {
  expect(listSome(['a', 'b', 'c', 'd'])).toBe('a, b, c, d')
  expect(listSome(['a', 'b', 'c', 'd', 'e', 'f'])).toBe('a, b, c, d and 2 more')
  expect(listSome(['a', 'b', 'c'], 2, '; ')).toBe('a; b and 1 more')
  expect(listSome([])).toBe('')
})
