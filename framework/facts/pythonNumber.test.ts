import { describe, expect, it } from 'vitest'
import { formatPythonG8, parsePythonFloat } from './pythonNumber.ts'

describe('parsePythonFloat', () => {
  it.each([
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

  it.each(['', ' ', 'soon', '0x10', '0b1', '1_', '_1', '1__0', '1,5', '--1', '.', 'e5', 'True'])(
    'refuses %j',
    (text) => {
      expect(parsePythonFloat(text)).toBeUndefined()
    },
  )

  it('refuses ten million digits and a letter in linear time', () => {
    expect(parsePythonFloat(`${'1'.repeat(10_000_000)}x`)).toBeUndefined()
  })
})

describe('formatPythonG8', () => {
  it.each([
    [0, '0'],
    [1, '1'],
    [100, '100'],
    [0.8853275985717773, '0.8853276'],
    [9598.897908305042, '9598.8979'],
    [259824.416875, '259824.42'],
    [0.0008768739677034318, '0.00087687397'],
    [0.00001234, '1.234e-05'],
    [123456789, '1.2345679e+08'],
    [99999999.9, '1e+08'],
    [3230058.25, '3230058.2'],
    [3230058.75, '3230058.8'],
    [Number.NaN, 'nan'],
    [Infinity, 'inf'],
  ])('writes %d as %s', (value, text) => {
    expect(formatPythonG8(value)).toBe(text)
  })
})
