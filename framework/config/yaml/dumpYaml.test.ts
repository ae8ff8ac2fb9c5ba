import { expect, it } from 'vitest'
import { dumpYaml } from './dumpYaml.ts'
import { parseYaml } from './parseYaml.ts'

it('writes block style with keys in their order, lists no deeper than their key', () => {
  const text = 'z: 1\na:\n- 1.0\n- - x\n  - k: v\n    l: null\nempty: []\nnone: {}\n'
  expect(dumpYaml(parseYaml(text))).toBe(text)
})

it('leaves interpolations as they are', () => {
  expect(dumpYaml(parseYaml('a: ${b}/x'))).toBe('a: ${b}/x\n')
})

it.each([
  ['yes', "'yes'"],
  ['y', "'y'"],
  ['12', "'12'"],
  ['1e5', "'1e5'"],
  ['12:30', "'12:30'"],
  ['2026-11-23', "'2026-11-23'"],
  ['', "''"],
  ['???', '???'],
  ['a: b', "'a: b'"],
  ['a:b', 'a:b'],
  ["it's", "it's"],
  ["it's: so", "'it''s: so'"],
  ['a #b', "'a #b'"],
  ['two\nlines', "'two\n\n  lines'"],
  ['tab\t', '"tab\\t"'],
  ['é 日本', 'é 日本'],
])('quotes %j only where it would be read otherwise', (value, text) => {
  expect(dumpYaml({ v: value })).toBe(`v: ${text}\n`)
})

it.each([
  [1e16, '1.0e+16'],
  [0.1, '0.1'],
  [Number.NaN, '.nan'],
  [Number.NEGATIVE_INFINITY, '-.inf'],
  [12345678901234567890n, '12345678901234567890'],
])('writes the number %s as %s', (value, text) => {
  expect(dumpYaml({ v: value })).toBe(`v: ${text}\n`)
})

it('folds long text at the first space beyond column 80', () => {
  const words = Array(20).fill('word').join(' ')
  expect(dumpYaml({ v: words })).toBe(
    `v: ${Array(16).fill('word').join(' ')}\n  ${Array(4).fill('word').join(' ')}\n`,
  )
})

it('what it writes is read back as it was', () => {
  const values = { a: ['\n x ', ' #', "'", '"', '\u0007', '- ', '{', '1_0', 'null'], b: { c: 1.5 } }
  expect(parseYaml(dumpYaml(values))).toEqual(parseYaml(JSON.stringify(values)))
})
