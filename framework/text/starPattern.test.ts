import { expect, test } from 'vitest'
import { starPattern } from './starPattern.ts'

test.each([
  ['abc', 'abc', true],
  ['abc', 'ab', false],
  ['abc', '*', true],
  ['', '*', true],
  ['', '**', true],
  ['abc', 'a*c', true],
  ['abc', 'a*b', false],
  ['abc', '*c', true],
  ['abc', 'a*', true],
  ['aba', 'aba*aba', false],
  ['abaaba', 'aba*aba', true],
  ['a-b-c-d', 'a*b*d', true],
  ['a-b-c-d', 'a*d*b*', false],
  ['aab', '*ab', true],
  ['a\nb', 'a*b', true],
  ['abc', '*b*b*', false],
  ['abcb', '*b*b*', true],
])('%j is %s: %s', (text, pattern, expected) => {
  expect(starPattern(pattern.split('*'))(text)).toBe(expected)
})

test.each(['*'.repeat(10_000), '*a'.repeat(200)])(
  'many stars are no more work than few: %.10s…',
  (pattern) => {
    const matches = starPattern(`${pattern}*b`.split('*'))
    expect(matches('a'.repeat(1000))).toBe(false)
    expect(matches(`${'a'.repeat(1000)}b`)).toBe(true)
  },
)
