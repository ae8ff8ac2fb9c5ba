import { describe, expect, test } from 'vitest'
import { parsePythonFloat, parsePythonInt } from './pythonNumber.ts'

describe('parsePythonFloat', () => {
  test.each([
    ['0.1', 0.1],
    [' 0.1 ', 0.1],
    ['5.', 5],
    ['.5', 0.5],
    ['+2.5', 2.5],
    ['1_0', 10],
    ['1_0.5e1_0', 105_000_000_000],
    ['1e400', Infinity],
    ['inf', Infinity],
    ['-Infinity', -Infinity],
    ['NAN', Number.NaN],
    ['18446744073709551615', 2 ** 64],
  ])('reads %j', (text, value) => {
    expect(parsePythonFloat(text)).toBe(value)
  })

  test.each(['', ' ', 'soon', '0x10', '0b1', '1_', '_1', '1__0', '1,5', '--1', '.', 'e5', 'True'])(
    'refuses %j',
    (text) => {
      expect(parsePythonFloat(text)).toBeUndefined()
    },
  )

  test('refuses ten million digits and a letter in linear time', () => {
    expect(parsePythonFloat(`${'1'.repeat(10_000_000)}x`)).toBeUndefined()
  })
})

describe('parsePythonInt', () => {
  test.each([
    [' 42 ', 42n],
    ['-1_000', -1000n],
    ['+007', 7n],
    ['9'.repeat(4300), BigInt('9'.repeat(4300))],
  ])('reads %j', (text, value) => {
    expect(parsePythonInt(text)).toBe(value)
  })

  test.each(['', '1.0', '1__0', '_1', '0x1', '9'.repeat(4301)])('refuses %j', (text) => {
    expect(parsePythonInt(text)).toBeUndefined()
  })
})
