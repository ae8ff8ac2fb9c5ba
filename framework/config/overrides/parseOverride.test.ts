import { describe, expect, test } from 'vitest'
import { recordedCases, type TypedValue, typedScalar } from '../../testing/hydra/recordedCases.ts'
import { expandSweep } from '../compose/expandSweep.ts'
import { type Override, parseOverrideText } from './overrideGrammar.ts'
import { OverrideDict, type OverrideValue, overrideText, QuotedString } from './overrideValue.ts'
import { overrideKind, parseOverride } from './parseOverride.ts'

describe('values', () => {
  test.each([
    ['a=1', 'int', 1],
    ['a=+1_000', 'int', 1000],
    ['a=012', 'str', '012'],
    ['a=0x1F', 'str', '0x1F'],
    ['a=9007199254740993', 'int', 9007199254740993n],
    ['a=-.5', 'float', -0.5],
    ['a=1e400', 'float', Number.POSITIVE_INFINITY],
    ['a=NaN', 'float', Number.NaN],
    ['a=tRuE', 'bool', true],
    ['a=yes', 'str', 'yes'],
    ['a=Null', 'null', null],
    ['a=', 'str', ''],
    ['a= two  words ', 'str', 'two  words'],
    ['a=12:30', 'str', '12:30'],
    ['a=c:\\dir', 'str', 'c:\\dir'],
    ['a=x\\,y', 'str', 'x,y'],
    ["a='x,y'", 'quoted', 'x,y'],
    ["a='it\\'s'", 'quoted', "it's"],
    ["a='ends in \\\\'", 'quoted', 'ends in \\'],
    ['a=${b.c}', 'interpolation', '${b.c}'],
    ['a=[1, x, [2.5]]', 'list', [1, 'x', [2.5]]],
    ['a={x: 1, 2: [y]}', 'dict', { x: 1, 2: ['y'] }],
    ['a=int(1.9)', 'int', 1],
    ["a=float('1e3')", 'float', 1000],
    ['a=str(true)', 'str', 'true'],
    ['a=bool({x: 0})', 'dict', { x: false }],
    ['a=sort([3, 1, 2], reverse=true)', 'list', [3, 2, 1]],
    ['a=x,y', 'choice_sweep', ['x', 'y']],
    ['a=choice(1, b)', 'choice_sweep', [1, 'b']],
    ['a=range(3)', 'range_sweep', [0, 3, 1]],
    ['a=interval(0, 1)', 'interval_sweep', [0, 1]],
    ['a=glob(x*, exclude=[xy])', 'glob_sweep', { include: ['x*'], exclude: ['xy'] }],
    ['a=tag(t, range(1, 5, 2))', 'range_sweep', [1, 5, 2]],
  ])('%s', (text, kind, value) => {
    expect(parseOverride(text)).toEqual({ key: 'a', type: 'CHANGE', kind, value })
  })

  test('a key named __proto__ is a key like any other', () => {
    const { value } = parseOverride('a={__proto__: {polluted: true}}')
    expect(Object.hasOwn(value as object, '__proto__')).toBe(true)
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  })
})

describe('keys', () => {
  test.each([
    ['a.b.0.c=1', { key: 'a.b.0.c', type: 'CHANGE' }],
    ['db/engine@a.b=x', { key: 'db/engine', package: 'a.b', type: 'CHANGE' }],
    ['db@=x', { key: 'db', package: '', type: 'CHANGE' }],
    ['+a=1', { key: 'a', type: 'ADD' }],
    ['++a=1', { key: 'a', type: 'FORCE_ADD' }],
    ['~a', { key: 'a', type: 'DEL', value: null, kind: 'none' }],
    ['~a=1', { key: 'a', type: 'DEL', value: 1 }],
    ['$a=1', { key: '$a', type: 'CHANGE' }],
  ])('%s', (text, expected) => {
    expect(parseOverride(text)).toMatchObject(expected)
  })
})

describe('what cannot be parsed', () => {
  test.each([
    'a',
    '-a=1',
    'a b=1',
    'a=b=c',
    'a=é',
    'a=a;b',
    "a='x' ",
    "a='x",
    'a=[1',
    'a=[1]]',
    'a=1,',
    'a={x}',
    'a={"x": 1}',
    'a=${}',
    'a=nofunction(1)',
    'a=sort(1, x)',
    'a=choice(null)',
    'a=int(x)',
    'a=range(stop=3)',
  ])('%j names itself and the place', (text) => {
    expect(() => parseOverride(text)).toThrow(
      expect.objectContaining({ code: 'OVERRIDE_INVALID', message: expect.stringContaining(text) }),
    )
  })

  test('a key in quotes', () => {
    expect(() => parseOverride('a={"x": 1}')).toThrow("takes no quotes in Hydra's grammar")
  })

  test('a sign in a key that takes a backslash', () => {
    expect(() => parseOverride('a={mAP(B): 1}')).toThrow(
      'expected a colon after the key, or \\( for one within the key, at character 7',
    )
    expect(parseOverride('a={mAP\\(B\\): 1}').value).toEqual({ 'mAP(B)': 1 })
  })

  test('brackets nested without end', () => {
    expect(() => parseOverride(`a=${'['.repeat(100_000)}`)).toThrow(
      expect.objectContaining({ code: 'OVERRIDE_INVALID' }),
    )
  })

  test('a value of ten megabytes is no problem', () => {
    expect(parseOverride(`a=${'x'.repeat(10_000_000)}`).value).toHaveLength(10_000_000)
  })
})

interface RecordedOverride {
  readonly input: string
  readonly ok: boolean
  readonly key: string
  readonly package: string | null
  readonly type: string
  readonly value_kind: string
  readonly typed: TypedValue | null
  readonly value_string?: string
  readonly sweep_strings?: string[]
  readonly nondeterministic?: boolean
}

describe('as Hydra was recorded', () => {
  test.each(recordedCases<RecordedOverride>('overrides'))('$input', (recorded) => {
    if (!recorded.ok) {
      expect(() => parseOverride(recorded.input)).toThrow(
        expect.objectContaining({ code: 'OVERRIDE_INVALID' }),
      )
      return
    }
    const override = parseOverrideText(recorded.input)
    expect(override.key).toBe(recorded.key)
    expect(override.package ?? null).toBe(recorded.package)
    expect(override.type).toBe(recorded.type)
    expect(overrideKind(override)).toBe(recorded.value_kind)
    if (recorded.nondeterministic) return
    expect(typedOverride(override)).toEqual(recorded.typed)
    if (override.value !== undefined) {
      expect(overrideText(override.value)).toBe(recorded.value_string)
    }
    if (recorded.sweep_strings !== undefined) {
      const jobs = expandSweep([recorded.input]).map(([word = '']) => word)
      expect(jobs.map((word) => word.slice(word.indexOf('=') + 1))).toEqual(recorded.sweep_strings)
    }
  })
})

function typedOverride({ value, sweep }: Override): TypedValue | null {
  switch (sweep?.type) {
    case undefined:
      return value === undefined ? null : typedValue(value)
    case 'choice':
      return { t: 'choice_sweep', v: sweep.items.map(typedValue) }
    case 'range':
      return { t: 'range_sweep', v: [sweep.start, sweep.stop, sweep.step].map(typedScalar) }
    case 'interval':
      return { t: 'interval_sweep', v: [sweep.start, sweep.end].map(typedScalar) }
    case 'glob':
      return { t: 'glob_sweep' }
  }
}

function typedValue(value: OverrideValue): TypedValue {
  if (value instanceof QuotedString) {
    return { t: 'quoted', q: value.quote === "'" ? 'single' : 'double', v: value.text }
  }
  if (Array.isArray(value)) return { t: 'list', v: value.map(typedValue) }
  if (!(value instanceof OverrideDict)) return typedScalar(value)
  return {
    t: 'dict',
    v: value.entries().map(([key, item]) => [typedScalar(key), typedValue(item)]),
  }
}

test.each([
  ['dir=läufe', 'Hydra takes ä within quotes alone: \'dir="läufe"\'.'],
  ['dir=a b/lr=1,x', 'Hydra takes = within quotes alone: \'dir="a b/lr=1,x"\'.'],
  ['dirs=[a,läufe,b]', 'Hydra takes ä within quotes alone: \'dirs=[a,"läufe",b]\'.'],
  [
    'gates=[val/loss <= 0.1, b]',
    'Hydra takes < within quotes alone: \'gates=["val/loss <= 0.1", b]\'.',
  ],
  ['x={a: 😀}', 'Hydra takes 😀 within quotes alone: \'x={a: "😀"}\'.'],
])('%s is told how to be quoted', (text, hint) => {
  expect(() => parseOverrideText(text)).toThrow(hint)
})

test.each(['x=[a', 'x=a]', 'läufe=1'])('%s has no such hint', (text) => {
  expect(() => parseOverrideText(text)).toThrow(/ at character \d+\.$/)
})
