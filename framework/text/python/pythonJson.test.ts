import { expect, test } from 'vitest'
import { formatPythonJson, parseExactPythonJson, parsePythonJson } from './pythonJson.ts'

test('reads the bare words that Python writes for what JSON has no numbers for', () => {
  expect(parsePythonJson('[NaN, Infinity, -Infinity, {"a": NaN}, 1.5]')).toEqual([
    Number.NaN,
    Infinity,
    -Infinity,
    { a: Number.NaN },
    1.5,
  ])
})

test('leaves those words alone inside strings', () => {
  const text = '{"host": "NaN-1", "note": "a \\"-Infinity\\" b", "x": NaN}'
  expect(parsePythonJson(text)).toEqual({
    host: 'NaN-1',
    note: 'a "-Infinity" b',
    x: Number.NaN,
  })
})

test('keeps integers that a double does not hold, and only those, outside of strings', () => {
  const text =
    '{"seed": 9007199254740993, "n": -9007199254740993, "safe": 9007199254740991, "x": 0.12345678901234567, ' +
    '"big": 12345678901234567890e3, "id": "9007199254740993", "y": NaN, "list": [9007199254740992]}'
  expect(parseExactPythonJson(text)).toEqual({
    seed: 9007199254740993n,
    n: -9007199254740993n,
    safe: 9007199254740991,
    x: Number('0.12345678901234567'),
    big: Number('12345678901234567890e3'),
    id: '9007199254740993',
    y: Number.NaN,
    list: [9007199254740992n],
  })
})

const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}1${']}'.repeat(depth / 2)}`

test.each([parsePythonJson, parseExactPythonJson])(
  'refuses what is nested too deep, by %o',
  (parse) => {
    expect(parse(nested(100))).toEqual(JSON.parse(nested(100)))
    const tooDeep = 'it is nested more than 100 deep'
    expect(() => parse(`[${nested(100)}]`)).toThrow(tooDeep)
    expect(() => parse(nested(100_000))).toThrow(tooDeep)
    expect(() => parse(`[NaN,9007199254740993,${nested(10_000)}]`)).toThrow(tooDeep)
  },
)

test('brackets within strings and those that are closed do not nest', () => {
  const values = [
    Array(200).fill({ a: [] }),
    '['.repeat(200),
    '\\"{'.repeat(200),
    '\\\\',
    '{'.repeat(200),
  ]
  expect(parsePythonJson(JSON.stringify(values))).toEqual(values)
})

test('refuses what is cut off', () => {
  expect(() => parsePythonJson('{"x": NaN, "y": ')).toThrow(SyntaxError)
})

test('writes Python separators, floats with a point, and integers where they are asked for', () => {
  const value = {
    epoch: 3,
    loss: 2,
    deep: { seed: 7, list: [1, Number.NaN, -Infinity] },
    none: null,
  }
  expect(formatPythonJson(value, new Set(['epoch', 'seed']))).toBe(
    '{"epoch": 3, "loss": 2.0, "deep": {"seed": 7, "list": [1.0, NaN, -Infinity]}, "none": null}',
  )
})

test('escapes as Python does and keeps other characters', () => {
  expect(formatPythonJson('größe\n"\u0001', new Set())).toBe('"größe\\n\\"\\u0001"')
})
