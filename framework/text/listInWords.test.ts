import { expect, test } from 'vitest'
import { listInWords } from './listInWords.ts'

test('the last of several is joined by a word, and those past the most are counted', () => {
  expect(listInWords(['a'], 3)).toBe('a')
  expect(listInWords(['a', 'b'], 3)).toBe('a and b')
  expect(listInWords(['a', 'b', 'c'], 3)).toBe('a, b and c')
  expect(listInWords(['a', 'b', 'c', 'd', 'e'], 3)).toBe('a, b, c and 2 more')
})
