import { expect, test } from 'vitest'
import { printable } from './printable.ts'

test('ordinary text is left alone, whatever its script', () => {
  expect(printable('größe β 東京 🙂')).toBe('größe β 東京 🙂')
})

test('what a terminal would act on is spelled out', () => {
  expect(printable('a\u001b[31mred\nb\u009b')).toBe('a\\u001b[31mred\\u000ab\\u009b')
  expect(printable('\u202eevil')).toBe('\\u202eevil')
})
