import { expect, test } from 'vitest'
import { escapeRegExp } from './escapeRegExp.ts'

test('signs with a meaning match themselves', () => {
  const text = '/tmp/a+b (c) [d] {e} $f ^g |h *i ?j \\k .'
  expect(new RegExp(`^${escapeRegExp(text)}$`).test(text)).toBe(true)
  expect(new RegExp(`^${escapeRegExp('a.b')}$`).test('axb')).toBe(false)
})
