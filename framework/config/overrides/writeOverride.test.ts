import { execFileSync } from 'node:child_process'
import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { parseOverride } from './parseOverride.ts'
import { type AdvisedValue, advisedOverride } from './writeOverride.ts'

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
