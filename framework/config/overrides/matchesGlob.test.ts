import { expect, test } from 'vitest'
import { matchesGlob } from './matchesGlob.ts'

test.each([
  ['mlp_wide', 'mlp*', true],
  ['mlp', '?lp', true],
  ['mlp', '[!m]*', false],
  ['gnn', '[fg]nn', true],
  ['a.b', 'a.b', true],
  ['axb', 'a.b', false],
  ['a/b', 'a*', true],
  ['.hidden', '*', true],
  ['a{b}', '{a,a{b}}', false],
  ['a', '[]a]', true],
  ['[a', '[a', true],
  ['\\', '\\', true],
  ['b', '[z-a]', false],
  ['b', '[!z-a]', true],
  ['', '', true],
  ['', '*', true],
  ['a[b', '*[[]b', true],
  ['a1-b2', 'a?*b[0-9]', true],
  ['a'.repeat(1000), `${'*a'.repeat(100)}*b`, false],
])('%s against %s is %s', (name, pattern, expected) => {
  expect(matchesGlob(name, pattern)).toBe(expected)
})
