import { execFileSync } from 'node:child_process'
import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseOverride } from './parseOverride.ts'
import { type AdvisedValue, advisedOverride, overrideWord } from './writeOverride.ts'

const VALUES: AdvisedValue[] = [
  'vq',
  'outputs/runs/run_20251103-140953_x_job*',
  'a b',
  "it's",
  'say "x"',
  'back\\slash',
  'a,b',
  'x=1',
  '',
  ' padded ',
  '42',
  'true',
  'null',
  '1e-3',
  'größe',
  '$HOME',
  'f(x)',
  42,
  0.1,
  true,
  null,
  9007199254740993n,
  [42, 43],
  ['a b', null, 'vq'],
  { 'model/encoder': 'mlp', 'db@source': [1, null], 'a b': 'x y' },
  [],
]

test.each(VALUES.map((value) => [inspect(value), value]))(
  'a shell and Hydra read %s back',
  (_, value) => {
    const script = `printf %s ${advisedOverride('inputs.select.x', value)}`
    const word = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
    expect(parseOverride(word)).toMatchObject({ key: 'inputs.select.x', value })
  },
)

test('plain values stay without quotes, lists are quoted for the shell', () => {
  expect(advisedOverride('inputs.seed', 'train.seed')).toBe('inputs.seed=train.seed')
  expect(advisedOverride('inputs.select.seed', [42, 43])).toBe("'inputs.select.seed=[42,43]'")
})

test('whatever is written as an override is read back as it was', () => {
  // Hydra's grammar has no word for a line break, nor for other control characters.
  const text = fc.oneof(
    fc.string({ unit: 'binary' }).filter((each) => !/\p{Cc}|\p{Cs}/u.test(each)),
    fc.string({
      unit: fc.constantFrom('a', '1', '.', '-', ' ', "'", '"', '\\', ',', '=', '[', '$', '{', '}'),
    }),
    fc.constantFrom(
      'nan',
      'Inf',
      'TRUE',
      'off',
      '0x1f',
      '1_000',
      '1e5',
      '${a.b}',
      'choice(a,b)',
      '~',
    ),
  )
  // Whole numbers beyond these are written as JavaScript has rounded them.
  const number = fc
    .double({ noNaN: true })
    .filter((each) => !Number.isInteger(each) || Number.isSafeInteger(each))
  const { value } = fc.letrec<{ value: AdvisedValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      ...[text, number, fc.boolean(), fc.constant(null)],
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.stringMatching(/^[a-z_][\w./-]{0,8}$/), tie('value'), { maxKeys: 4 }),
    ),
  }))
  fc.assert(
    fc.property(value, (written) => {
      expect(parseOverride(overrideWord('key', written)).value).toEqual(written)
    }),
    { numRuns: 300 },
  )
})
