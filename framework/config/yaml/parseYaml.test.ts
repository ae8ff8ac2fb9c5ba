import { spawnSync } from 'node:child_process'
import { beforeAll, expect, test } from 'vitest'
import { compiledFile } from '../../compiledFile.ts'
import { toPlain } from '../tree/plain.ts'
import { parseYaml } from './parseYaml.ts'

const COMPILED = compiledFile('testing/internals')

const LARGE = Array.from({ length: 2000 }, (_, i) => `key${i}: {a: [1, 'x'], b: word}`).join('\n')

const DEEP: readonly (readonly [what: string, text: string, place: string])[] = [
  ['lists in brackets', `a: ${'['.repeat(100_000)}`, 'run.yaml:1:'],
  ['closed brackets', '['.repeat(100_000) + ']'.repeat(100_000), 'run.yaml:1:'],
  ['dicts in braces', `a: ${'{a: '.repeat(100_000)}`, 'run.yaml:1:'],
  ['brackets in a large file', `${LARGE}\nb: ${'[{x: '.repeat(50_000)}`, 'run.yaml:2001:'],
  [
    'indented keys',
    Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    'run.yaml:10',
  ],
  ['lists on one line', `a:\n  ${'- '.repeat(100_000)}x`, 'run.yaml:2:'],
  ['question marks', '? '.repeat(100_000), 'run.yaml:1:'],
  [
    'aliases of aliases',
    Array.from({ length: 3000 }, (_, i) => `a${i}: &a${i} [${i === 0 ? 1 : `*a${i - 1}`}]`).join(
      '\n',
    ),
    'run.yaml:',
  ],
]

/** What each deep text ends in. V8 may abort where a stack runs out: a process of its own tries. */
const messages: string[] = []
beforeAll(() => {
  const script = `
    import { json } from 'node:stream/consumers'
    import { parseYaml } from ${JSON.stringify(COMPILED)}
    for (const text of await json(process.stdin)) {
      try {
        parseYaml(text, { source: 'run.yaml' })
        console.log('read')
      } catch (error) {
        console.log(JSON.stringify(error.message))
      }
    }`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    input: JSON.stringify(DEEP.map(([, text]) => text)),
    encoding: 'utf8',
  })
  messages.push(...stdout.trimEnd().split('\n'))
})

test.each(DEEP.map(([what, , place], index) => [what, place, index] as const))(
  'refuses endless nesting of %s, naming its place',
  (_, place, index) => {
    expect(messages[index]).toContain('it is nested more than 100 deep.')
    expect(messages[index]).toContain(place)
  },
)

test('reads what nobody nests deeper, and brackets that nest nothing', () => {
  const nested = `${'['.repeat(90)}1${']'.repeat(90)}`
  expect(toPlain(parseYaml(`a: ${nested}`))).toEqual({ a: JSON.parse(nested) })
  const texts = Array.from({ length: 1000 }, () => "'[{'")
  expect(toPlain(parseYaml(`a: [${texts.join(', ')}]`))).toEqual({ a: texts.map(() => '[{') })
})

test('refuses foreign tags, or takes what stands under them', () => {
  const text =
    'a: !!python/tuple [1, 2]\nb: !Namespace {c: 1e-2}\nd: !!python/name:x.y ""\ne: !!x 3'
  expect(() => parseYaml(text)).toThrow("the tag 'tag:yaml.org,2002:python/tuple' is not supported")
  const stripped = toPlain(parseYaml(text, { stripTags: true }))
  expect(stripped).toEqual({ a: [1, 2], b: { c: 0.01 }, d: '', e: 3 })
})

test('a Windows path within double quotes is told how to be written', () => {
  expect(() => parseYaml('a: "D:\\xyz"', { source: 'mine.yaml' })).toThrow(
    /^mine\.yaml:1:\d+: within double quotes a backslash begins an escape, .* in single quotes, or with \/\.$/,
  )
})

test.each([
  ['a quote', 'a: "x\nb: "y"\n', 'run.yaml:1:6: Missing closing "quote'],
  ['a bracket', 'a: [1,\nb: 2\n', 'run.yaml:2:1: '],
])('%s that is left open is named where the next key shows it', (_, text, message) => {
  expect(() => parseYaml(text, { source: 'run.yaml' })).toThrow(message)
})

test('a tab between tokens is named, those in texts are read', () => {
  const text = 'a: "x\n  \ty"\nb: |\n  x\ty\nc: 1 #\tc\n'
  expect(toPlain(parseYaml(text))).toEqual({ a: 'x y', b: 'x\ty\n', c: 1 })
  expect(() => parseYaml(`${text}d: 1\t\n`, { source: 'run.yaml' })).toThrow(
    'run.yaml:6:5: a tab can stand only in quotes',
  )
})
