import { expect, test } from 'vitest'
import { noBreaks } from './noBreaks.ts'

test('a value of p and a percentage stay on one line', () => {
  expect(noBreaks('exact p = 0.03, 95 % interval; p 1.97×10⁻⁶ (n = 3)')).toBe(
    'exact p\u00a0=\u00a00.03, 95\u00a0% interval; p\u00a01.97×10⁻⁶ (n\u00a0=\u00a03)',
  )
})

test('other words break as they do', () => {
  expect(noBreaks('step 3 and up = 4, a % b')).toBe('step 3 and up = 4, a % b')
})
