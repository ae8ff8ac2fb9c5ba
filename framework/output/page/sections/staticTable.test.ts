import { expect, test } from 'vitest'
import { staticTable } from './staticTable.ts'

/** The names of the columns whose words are broken on paper. */
function brokenColumns(columns: readonly string[], row: readonly string[]): string[] {
  const other = row.map((cell) => `${cell}0`)
  const { markup } = staticTable({ caption: 'a', columns, rows: [row, other] })
  return [...markup.matchAll(/<th scope="col" class="[^"]*broken[^"]*">([^<]*)</g)].map(
    ([, name]) => name ?? '',
  )
}

test('words of a table that fits on paper stay whole', () => {
  expect(brokenColumns(['parameter', 'path'], ['globals_beta', 'x'.repeat(60)])).toEqual([])
})

test('the longest words are broken where a table is too wide for paper, and only these', () => {
  expect(
    brokenColumns(
      ['parameter', 'path', 'value', 'url'],
      ['globals_beta', 'x'.repeat(90), '12', 'y'.repeat(200)],
    ),
  ).toEqual(['path', 'url'])
  expect(
    brokenColumns(['parameter', 'path', 'url'], ['globals_beta', 'x'.repeat(40), 'y'.repeat(200)]),
  ).toEqual(['url'])
})
