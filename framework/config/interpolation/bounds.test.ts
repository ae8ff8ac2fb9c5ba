import { expect, test } from 'vitest'
import { loadYaml } from '../loadYaml.ts'

/** Thirty values, each of which holds the one before it twice. */
function doubling(first: string, next: (before: string) => string): string {
  const lines = Array.from({ length: 30 }, (_, i) => `a${i + 1}: ${next(`\${a${i}}`)}`)
  return [`a0: ${first}`, ...lines, ''].join('\n')
}

test('a text that doubles thirty times is refused long before it is made', () => {
  expect(() => loadYaml(doubling("'0123456789'", (before) => `'${before}${before}'`))).toThrow(
    "Cannot resolve '${a16}${a16}' at 'a17' (YAML:18:6): its text is longer than 1048576 characters.",
  )
})

test.each([
  ['list', (before: string) => `['${before}', '${before}']`],
  ['mapping', (before: string) => `{ l: '${before}', r: '${before}' }`],
])('so is a %s', (_, next) => {
  expect(() => loadYaml(doubling('[1, 2]', next))).toThrow('stands for more than 250000 values')
})

test('what is written out, and not interpolated, may be larger', { tags: ['slow'] }, () => {
  const list = `[${new Array(300_000).fill('1').join(',')}]`
  expect(loadYaml(`a: ${list}\n`)).toMatchObject({ a: { length: 300_000 } })
})
