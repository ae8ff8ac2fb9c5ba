import { describe, expect, test } from 'vitest'
import { recordedCases, type TypedValue, typedTree } from '../../testing/hydra/recordedCases.ts'
import type { Environment } from '../interpolation/interpolator.ts'
import { toPlain } from '../tree/plain.ts'
import { parseYaml } from './parseYaml.ts'
import { parseRepeatedYaml } from './repeatedYaml.ts'

const parse = (text: string) => toPlain(parseRepeatedYaml(text, { source: 'config.yaml' }))

describe('reads what the parser for whole files reads', () => {
  test.each([
    ['nested entries', 'a:\n  b: 1\n  c:\n    d: x\ne: 2\n'],
    ['a list that is not indented', 'task:\n- a=1\n- b=[1,2]\nnext: 3\n'],
    ['a list that is indented', 'task:\n  - a\n  - b: 1\n    c: 2\n'],
    ['typed words', 'a: 012\nb: 1e-3\nc: yes\nd: null\ne: .5\nf: 1:30\ng: 0x1f\nh: 1_000\ni: ~\n'],
    ['keys that are no texts', '1: a\nyes: b\nnull_: c\n'],
    ['quotes', "a: 'it''s'\nb: \"x\\ty\"\nc: ''\n"],
    ['quoted texts over several lines', "a: 'one\n\n  two\n\n  '\nb: 1\n"],
    ['a quoted text that looks like an entry', 'a: "x\n  b: y"\nc: 1\n'],
    ['literal and folded texts', 'a: |\n  one\n   two\nb: >-\n  three\n  four\n'],
    ['flow style', 'a: {b: [1, 2], c: {}}\nd: []\n'],
    ['flow style over several lines', 'a: [1,\n  2]\nb: {\n  c: 1}\n'],
    ['comments', '# head\na: 1 # one\n  # indented\nb: x#y\n'],
    ['anchors, aliases and merges', 'a: &x {b: 1}\nc: *x\nd:\n  <<: *x\n  e: 2\n'],
    ['a mapping within a list', '- a: 1\n  b: 2\n- - 3\n  - 4\n'],
    ['empty values and blank lines', 'a:\n\nb:\n  c:\n\n  d: 1\n'],
    ['a document start', '---\na: 1\n'],
    ['interpolations', 'a: $' + '{b}/c\nb: $' + '{oc.env:X,y}\n'],
    ['a plain text over several lines', 'a: one\n  two\nb: 1\n'],
    ['a word alone', 'hello\n'],
    ['blank lines that count', 'a: |+\n  one\n\n\nb: |\n  two\n\nc: 1\n'],
    ['a dash that is no item', '-a: 1\n-b: 2\n'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(parse(text)).toEqual(toPlain(parseYaml(text)))
    expect(parse(text)).toEqual(toPlain(parseYaml(text)))
  })
})

test('what OmegaConf was recorded to read is read so', () => {
  const cases = recordedCases<{ yaml: string; env?: Environment; typed?: TypedValue }>(
    'interpolation',
  )
  const read = cases.filter(({ typed }) => typed !== undefined)
  expect(read.length).toBeGreaterThan(150)
  for (const { yaml, env, typed } of read) {
    expect(typedTree(parseRepeatedYaml(yaml, { source: 'x' }), env), yaml).toEqual(typed)
  }
})

test('gives each file nodes of its own', () => {
  const text = 'a:\n  b: "x y"\nc:\n  b: "x y"\n'
  const [first, second] = [1, 2].map(() => parseRepeatedYaml(text, { source: 'config.yaml' }))
  expect(first).not.toBe(second)
  expect(toPlain(first as NonNullable<typeof first>)).toEqual({ a: { b: 'x y' }, c: { b: 'x y' } })
})

test.each([
  ['a key that stands twice', 'a: 1\nb: 2\na: 3\n', 'config.yaml:3:1'],
  ['an open bracket', 'a: 1\nb: [1, 2\n', 'config.yaml:3'],
  ['a line that is no entry', 'a: 1\nword\nb: 2\n', 'config.yaml:2:1'],
  ['a wrong indentation', 'a:\n    b: 1\n  c: 2\n', 'config.yaml:3'],
])('names the line of %s', (_, text, place) => {
  expect(() => parse(text)).toThrow(place)
})

test.each([
  ['brackets', `a: ${'['.repeat(100_000)}`],
  ['indentation', Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
  ['lists on a line', `a:\n  ${'- '.repeat(5000)}x`],
])('refuses endless nesting of %s', (_, text) => {
  expect(() => parse(text)).toThrow(/^config.yaml:\d+:\d+: it is nested more than 100 deep/)
})
