/** One dialect in all sources, where Biome has no rule for it. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const ROOT = import.meta.dirname
const sources = new Map(
  readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]),
)

/** `file: what` for each match of a pattern in the sources, the first group or the whole of it. */
function found(pattern: RegExp, files = sources): string[] {
  return [...files].flatMap(([file, text]) =>
    [...text.matchAll(pattern)].map(([whole, part]) => `${file}: ${part ?? whole}`),
  )
}

test('tests are called test', () => {
  expect(found(/^\s*(it(?:\.\w+)*)\(/gm)).toEqual([])
})

test('what is thrown has its type in braces', () => {
  expect(found(/^\s*\/?\*.*@throws (?!\{)(.*)/gm)).toEqual([])
})

test('errors that are thrown by their code are ones that exist', () => {
  const known = new Set((sources.get('errors.ts') ?? '').match(/(?<=')[A-Z_]+(?=')/g))
  const named = found(/^\s*\/?\*.*@throws \{ReportError\} ([A-Z][A-Z_]+)\b/gm)
  expect(named.length).toBeGreaterThan(100)
  expect(named.filter((each) => !known.has(each.split(': ')[1] ?? ''))).toEqual([])
})

test('fields of interfaces are readonly, but for those that something assigns', () => {
  const all = [...sources.values()].join('\n')
  const isAssigned = (field: string) =>
    new RegExp(`\\.${field}\\b(?: [-+*/]?= |\\+\\+|--| \\?\\?= | \\|\\|= )`).test(all)
  const product = [...sources].filter(([file]) => !file.endsWith('.test.ts'))
  const loose = product.flatMap(([file, text]) =>
    [...text.matchAll(/^(?:export )?interface .*\{\n((?:(?!^\}).*\n)*)/gm)].flatMap(
      ([, body = '']) =>
        [...body.matchAll(/^ {2}(?!readonly )(\w+)\??: /gm)].map(([, field = '']) => ({
          file,
          field,
        })),
    ),
  )
  expect(loose.filter(({ field }) => !isAssigned(field))).toEqual([])
})

test('schemas of mappings keep every name', () => {
  const product = new Map([...sources].filter(([file]) => !file.endsWith('.test.ts')))
  expect(found(/\bv\.record\(/g, product)).toEqual(['text/schema/recordOf.ts: v.record('])
})

test('comments use the words of the field', () => {
  // Each has a plain one: lines of a group, what names a group, a count, positive whole number.
  expect(
    found(/^\s*(?:\/\/|\*|\/\*\*).*\b(teller|gadget|whole number from 1 on|is no UTF-8)\b/gm),
  ).toEqual([])
  expect(
    found(
      /^\s*(?:\/\/|\*|\/\*\*).*, (one an? (?:run|pair|unit|seed|event|line|point|group|epoch))\b/gm,
    ),
  ).toEqual([])
})
