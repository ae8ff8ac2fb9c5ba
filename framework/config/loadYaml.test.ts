import { describe, expect, test } from 'vitest'
import { recordedCases, type TypedValue, typedTree } from '../testing/hydra/recordedCases.ts'
import { loadYaml, selectValue } from './loadYaml.ts'
import { parseYaml } from './yaml/parseYaml.ts'

describe('scalars, as YAML 1.1 and OmegaConf read them', () => {
  test.each([
    ['yes', true],
    ['Off', false],
    ['y', 'y'],
    ['tRuE', 'tRuE'],
    ['~', null],
    ['012', 10],
    ['08', '08'],
    ['0x1F', 31],
    ['0b101', 5],
    ['0o17', '0o17'],
    ['12:30', 750],
    ['1:30.5', 90.5],
    ['1_000', 1000],
    ['1e3', 1000],
    ['.5', 0.5],
    ['-.5', '-.5'],
    ['.inf', Number.POSITIVE_INFINITY],
    ['.nan', Number.NaN],
    ['nan', 'nan'],
    ['2026-11-23', '2026-11-23'],
    ["'012'", '012'],
    ['!!str 12', '12'],
    ['9007199254740993', 9007199254740993n],
  ])('%s', (text, value) => {
    expect(loadYaml(`v: ${text}`)).toEqual({ v: value })
  })
})

describe('documents', () => {
  test('an empty one is an empty dict, a word is a key without value', () => {
    expect(loadYaml('')).toEqual({})
    expect(loadYaml('word')).toEqual({ word: null })
  })

  test('keys that are not strings become their text', () => {
    expect(loadYaml('2: a\ntrue: b\n1.5: c')).toEqual({ 2: 'a', true: 'b', 1.5: 'c' })
  })

  test('a merge key takes over what the dict does not say itself', () => {
    expect(loadYaml('base: &b {x: 1, y: 2}\nd: {<<: *b, y: 3}')).toEqual({
      base: { x: 1, y: 2 },
      d: { x: 1, y: 3 },
    })
  })

  test('a key named __proto__ is a key like any other', () => {
    const loaded = loadYaml('__proto__: {polluted: true}')
    expect(Object.hasOwn(loaded as object, '__proto__')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })

  test.each([
    ['a: 1\nb: [1', 'run.yaml:2:'],
    ['a: 1\na: 2', 'run.yaml:2:1: the key'],
    ['a: 1\n---\nb: 2', 'run.yaml:'],
    ['a: !!python/tuple [1]', 'run.yaml:1:'],
    ['a: *nowhere', 'run.yaml:1:4: there is no anchor'],
    ['a: &a [*a]', 'run.yaml:1:'],
    ['null: 1', 'run.yaml:1:1: null'],
    ['5', 'run.yaml:1:1: expected a dict or a list'],
    ['a: \u0001', 'run.yaml:1:4: a control character'],
  ])('%j is refused with its place', (text, message) => {
    expect(() => loadYaml(text, { source: 'run.yaml' })).toThrow(
      expect.objectContaining({ code: 'YAML_INVALID', message: expect.stringContaining(message) }),
    )
  })

  test('aliases that multiply without bound are refused', () => {
    const levels = 'abcdefghi'.split('')
    const lines = levels.map((name, index) => {
      const item = index === 0 ? 'x' : `*${levels[index - 1]}`
      return `${name}: &${name} [${Array(10).fill(item).join(', ')}]`
    })
    expect(() => loadYaml(lines.join('\n'))).toThrow(/aliases/)
  })
})

describe('interpolations', () => {
  test.each([
    ['a: 1\nb: ${a}', 1],
    ['a: 1.0\nb: v${a}', 'v1.0'],
    ['a: 1e20\nb: v${a}', 'v1e+20'],
    ['a: [1, x, null, true]\nb: ${a}!', "[1, 'x', None, True]!"],
    ['a: {c: 1}\nb: ${a}', { c: 1 }],
    ['a: [5, 6]\nb: ${a[1]}', 6],
    ['a: {k: 1}\nn: k\nb: ${a.${n}}', 1],
    ['a: 1\nb: \\${a}', '${a}'],
    ['a: 1\nb: \\\\${a}', '\\1'],
    ['b: ${oc.env:HOME_DIR}/x', '/home/x'],
    ['b: ${oc.env:ABSENT,1.0}', '1.0'],
    ['b: ${oc.env:ABSENT,null}', null],
    ["b: ${oc.select:no.such,'a b'}", 'a b'],
    ['b: \'${oc.decode:"[1, {x: yes}]"}\'', [1, { x: 'yes' }]],
    ['b: ${oc.create:{x:[1]}}', { x: [1] }],
    ['a: {x: 1, y: 2}\nb: ${oc.dict.keys:a}', ['x', 'y']],
    ['a: {x: "${c}", y: 2}\nc: 3\nb: ${oc.dict.values:a}', [3, 2]],
    ['a: 1\nb: ${oc.deprecated:a}', 1],
  ])('%j', (text, value) => {
    expect(loadYaml(text, { env: { HOME_DIR: '/home' } })).toHaveProperty('b', value)
  })

  test('relative ones start at the container of the value', () => {
    const text = 'x: 9\na: {b: 1, c: "${.b}", d: "${..x}", l: [7, "${.0}", "${..b}"]}'
    expect(loadYaml(text)).toHaveProperty('a', { b: 1, c: 1, d: 9, l: [7, 7, 1] })
  })

  test('stay text when they are not to be followed', () => {
    expect(loadYaml('a: ${b}', { resolve: false })).toEqual({ a: '${b}' })
  })

  test.each([
    ['a: ${b}', 'no key'],
    ['a: ${a}', 'itself'],
    ['a: {b: "${a}"}', 'itself'],
    ['a: {x: "${b}"}\nb: {y: "${a}"}', 'itself'],
    ['a: ${b}\nb: ???', 'missing'],
    ['a: ${b.c}\nb: 1', 'not a container'],
    ['a: ${oc.env:ABSENT}', 'not set'],
    ['a: ${nope:1}', 'no resolver'],
  ])('%j cannot be resolved', (text, reason) => {
    expect(() => loadYaml(text, { env: {}, source: 'run.yaml' })).toThrow(
      expect.objectContaining({
        code: 'INTERPOLATION_FAILED',
        message: expect.stringContaining(reason),
      }),
    )
  })

  test('a failure names the value, the file, the line and the column', () => {
    expect(() => loadYaml('m:\n  - 1\n  - ${x}', { source: 'run.yaml' })).toThrow(
      "Cannot resolve '${x}' at 'm[1]' (run.yaml:3:5): there is no key 'x'.",
    )
  })

  test.each(['a: ${b', 'a: ${.}', 'a: ${b c}', "a: ${b['c']}"])('%j cannot be parsed', (text) => {
    expect(() => loadYaml(text)).toThrow(expect.objectContaining({ code: 'INTERPOLATION_INVALID' }))
  })

  test('a chain of thousands ends in an error, not in a crash', () => {
    const chain = Array.from({ length: 5000 }, (_, index) => `k${index}: \${k${index + 1}}`)
    expect(() => loadYaml(`${chain.join('\n')}\nk5000: 1`)).toThrow(
      expect.objectContaining({ code: 'INTERPOLATION_FAILED' }),
    )
  })
})

describe('selectValue', () => {
  const root = parseYaml('a: {b: [1, "${c}"]}\nc: 2\nbroken: ${nowhere}')

  test('resolves one value and leaves the others alone', () => {
    expect(selectValue(root, 'a.b[1]')).toBe(2)
    expect(selectValue(root, 'a')).toEqual({ b: [1, 2] })
  })

  test('is undefined where the path leads nowhere', () => {
    expect(selectValue(root, 'a.x')).toBeUndefined()
    expect(selectValue(root, 'c.x')).toBeUndefined()
  })

  test('throws when this value cannot be resolved', () => {
    expect(() => selectValue(root, 'broken')).toThrow(/no key 'nowhere'/)
  })
})

interface RecordedYaml {
  readonly yaml: string
  readonly env?: Record<string, string>
  readonly typed?: TypedValue
}

describe('as OmegaConf was recorded', () => {
  test.each(recordedCases<RecordedYaml>('interpolation'))('$yaml', ({ yaml, env = {}, typed }) => {
    if (typed === undefined) {
      expect(() => loadYaml(yaml, { env })).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^(YAML|INTERPOLATION)_/) }),
      )
    } else {
      expect(typedTree(parseYaml(yaml), env)).toEqual(typed)
    }
  })
})

test.each([
  "a: ${oc.select:''}",
  "a: ${oc.deprecated:''}",
  'b: {c: "${oc.select:..}", d: 1}',
  'b: {c: {d: "${oc.select:b}"}}',
  'a: ${oc.select:b}\nb: {c: "${oc.select:a}"}',
  'a: ["${oc.select:a}"]',
])('%s, which contains itself, is an error and ends', (yaml) => {
  expect(() => loadYaml(yaml)).toThrow(/contains (?:the value )?itself/)
})
