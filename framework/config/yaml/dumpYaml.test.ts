import { expect, test } from 'vitest'
import { recordedCases } from '../../testing/hydra/recordedCases.ts'
import { pythonRepr } from '../tree/nodeText.ts'
import { fromPlain } from '../tree/plain.ts'
import { dumpYaml } from './dumpYaml.ts'
import { parseYaml } from './parseYaml.ts'

test('writes block style with keys in their order, lists no deeper than their key', () => {
  const text = 'z: 1\na:\n- 1.0\n- - x\n  - k: v\n    l: null\nempty: []\nnone: {}\n'
  expect(dumpYaml(parseYaml(text))).toBe(text)
})

test('looks like what `--cfg job` of Hydra prints', () => {
  const text = `env:
  data_root: data
  output_root: outputs
logging:
  make_plots: true
  file_naming: '{family}-{moment}-{epoch_or_step}'
  enable_tags: []
  wandb:
    entity: ''
    dir: \${logging.output_root}/wandb
  tags:
    core:
    - losses
    - metrics
data:
  seed: 42
  path: ???
phase1:
  trainer:
    lr: 1.0e-05
    weight_decay: 0.0
    grad_clip: null
`
  expect(dumpYaml(parseYaml(text))).toBe(text)
})

test('leaves interpolations as they are', () => {
  expect(dumpYaml(parseYaml('a: ${b}/x'))).toBe('a: ${b}/x\n')
})

test.each([
  ['yes', "'yes'"],
  ['y', "'y'"],
  ['12', "'12'"],
  ['1e5', "'1e5'"],
  ['012', "'012'"],
  ['12:30', "'12:30'"],
  ['2026-11-23', "'2026-11-23'"],
  ['', "''"],
  ['<<', "'<<'"],
  ['???', '???'],
  ['a: b', "'a: b'"],
  ['a:b', 'a:b'],
  ["it's", "it's"],
  ['a #b', "'a #b'"],
  ['two\nlines', "'two\n\n  lines'"],
  ['tab\t', '"tab\\t"'],
  ['\u2028', '"\\u2028"'],
  ['é 日本', 'é 日本'],
])('quotes %j only where it would be read otherwise', (value, text) => {
  expect(dumpYaml({ v: value })).toBe(`v: ${text}\n`)
})

test.each([
  [1e16, '1.0e+16'],
  [0.1, '0.1'],
  [Number.NaN, '.nan'],
  [Number.NEGATIVE_INFINITY, '-.inf'],
  [12345678901234567890n, '12345678901234567890'],
])('writes the number %s as %s', (value, text) => {
  expect(dumpYaml({ v: value })).toBe(`v: ${text}\n`)
})

test('folds long text at spaces within column 80', () => {
  const words = Array(20).fill('word').join(' ')
  expect(dumpYaml({ v: words })).toBe(
    `v: ${Array(15).fill('word').join(' ')}\n  ${Array(5).fill('word').join(' ')}\n`,
  )
})

/** Parts of texts that some rule of YAML is about. */
const PARTS = [
  ...[
    ' ',
    '\n',
    '\t',
    ':',
    ': ',
    '#',
    ' #',
    '- ',
    '-',
    '?',
    "'",
    '"',
    '\\',
    '{',
    ']',
    ',',
    '&',
    '*',
  ],
  ...['!', '|', '>', '%', '@', '`', '---', '...', '~', 'null', '1_0', '.5', '=', '${a}'],
  ...['\u0007', '\u007f', '\u0085', '\u2028', '\ufeff', '😀', 'word '.repeat(30)],
]

test('text of any two parts is read back as it was, as value, as key and in a list', () => {
  for (const first of PARTS) {
    const texts = [first, ...PARTS.flatMap((second) => [first + second, `a${first}b${second}`])]
      // No interpolation may hold a quote.
      .filter((text) => !/\$\{a\}.*[\\'"]|[\\'"].*\$\{a\}/s.test(text))
    const entries = Object.fromEntries(texts.map((text) => [text, text]))
    const tree = fromPlain({ list: [...texts, [texts]], entries })
    expect(pythonRepr(parseYaml(dumpYaml(tree))), JSON.stringify(first)).toBe(pythonRepr(tree))
  }
})

const recorded = recordedCases<{ name: string; files: Record<string, string> }>('compose').flatMap(
  ({ name, files }) => Object.entries(files).map(([file, text]) => ({ name, file, text })),
)

test.runIf(recorded.length > 0)('every recorded config is read back as it was', () => {
  let compared = 0
  for (const { name, file, text } of recorded) {
    const tree = parsed(text)
    if (tree === undefined) continue
    expect(pythonRepr(parseYaml(dumpYaml(tree))), `${name}: ${file}`).toBe(pythonRepr(tree))
    compared++
  }
  expect(compared).toBeGreaterThan(recorded.length / 2)
})

/** Some recordings are of files that cannot be read. */
function parsed(text: string) {
  try {
    return parseYaml(text)
  } catch {
    return undefined
  }
}
