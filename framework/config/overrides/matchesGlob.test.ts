import { expect, it } from 'vitest'
import { matchesGlob } from './matchesGlob.ts'

it.each([
  ['mlp_wide', 'mlp*', true],
  ['mlp', '?lp', true],
  ['mlp', '[!m]*', false],
  ['gnn', '[fg]nn', true],
  ['a.b', 'a.b', true],
  ['axb', 'a.b', false],
])('%s against %s is %s', (name, pattern, expected) => {
  expect(matchesGlob(name, pattern)).toBe(expected)
})
