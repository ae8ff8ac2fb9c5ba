import { expect, test } from 'vitest'
import { valueName } from './valueName.ts'

test('no value is null, and no text, whatever it says, is called the same', () => {
  expect([null, undefined, Number.NaN].map(valueName)).toEqual(['null', 'null', 'null'])
  const texts = ['', 'null', '"null"', '(empty)', '"(empty)"', 'unknown']
  expect(texts.map(valueName)).toEqual([
    '(empty)',
    '"null"',
    '""null""',
    '"(empty)"',
    '""(empty)""',
    'unknown',
  ])
})
