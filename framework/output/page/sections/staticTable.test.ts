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

/** The cells of a column. */
function shown(cells: readonly string[]): string[] {
  const rows = cells.map((cell, at) => [cell, `row ${at}`])
  const { markup } = staticTable({ caption: 'a', columns: ['x', 'row'], rows })
  return [...markup.matchAll(/<td dir="auto" class="number">([^<]*)</g)].map(
    ([, cell]) => cell ?? '',
  )
}

test.each([
  [
    'measures, with as many digits each',
    ['0.1003', '0.12', '1', '0', '', '2046'],
    ['0.100', '0.120', '1.00', '0', '', '2046'],
  ],
  ['shares near 1, as many as tell them apart', ['0.96219', '0.96243'], ['0.9622', '0.9624']],
  [
    'what is not 1 as that',
    ['0.999648', '0.5', '1', '12.004'],
    ['0.9996', '0.500', '1.00', '12.0'],
  ],
  ['settings, as they are written', ['0.1', '0.01', '1', '-0.5'], ['0.1', '0.01', '1', '−0.5']],
  ['seeds and counts, whole', ['12345', '-3', '3735928559'], ['12345', '−3', '3735928559']],
  [
    'measures that are very small, with a power of ten',
    ['1e-9', '0.00012345'],
    ['1.00×10⁻⁹', '0.000123'],
  ],
])('a column shows %s', (_, cells, texts) => {
  expect(shown(cells)).toEqual(texts)
})

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
