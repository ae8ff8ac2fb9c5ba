import { expect, test } from 'vitest'
import { staticTable } from './staticTable.ts'

/** The names of the columns whose words are broken on paper. */
function brokenColumns(columns: readonly string[], row: readonly string[]): string[] {
  const other = row.map((cell) => `${cell}0`)
  const types = { numeric: new Set<string>(), settings: new Set<string>() }
  const { markup } = staticTable({ caption: 'a', columns, rows: [row, other], ...types })
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

/** The names of the columns that a printed page has. */
function printed(columns: readonly string[], numRows: number): string[] {
  const rows = Array.from({ length: numRows }, (_, row) => columns.map((name) => `${name}${row}`))
  const types = { numeric: new Set<string>(), settings: new Set<string>() }
  const { markup } = staticTable({ caption: 'a', columns, rows, ...types })
  return [...markup.matchAll(/<th scope="col" class="([^"]*)">([^<]*)</g)].flatMap(
    ([, classes = '', name = '']) => (classes.includes('off-paper') ? [] : [name]),
  )
}

test.each([1, 4])('of %s comparisons, what was found is on paper', (numRows) => {
  const columns = [
    ...['by', 'a', 'b', 'block', 'metric', 'better', 'n_a', 'n_b', 'n_pairs', 'n_diverged_a'],
    ...['ratio', 'ratio_low', 'ratio_high', 'p_improvement', 'p_improvement_low', 'unit', 'test'],
    ...['p_value', 'p_holm', 'exact_p_value', 'verdict', 'more_units'],
  ]
  expect(printed(columns, numRows)).toEqual([
    ...['by', 'a', 'b', 'block', 'metric', 'better', 'n_a', 'ratio', 'ratio_low', 'ratio_high'],
    ...['p_holm', 'verdict'],
  ])
})

test('on paper, estimates come before the ends of intervals, which are there both or not at all', () => {
  const metrics = ['accuracy', 'f1', 'auroc', 'loss', 'ece', 'recall', 'precision', 'mcc', 'kappa']
  const columns = ['run_id', ...metrics.flatMap((name) => [name, `${name}_low`, `${name}_high`])]
  expect(printed(columns, 2)).toEqual([
    ...['run_id', 'accuracy', 'accuracy_low', 'accuracy_high'],
    ...metrics.slice(1),
  ])
  const more = [...columns, 'extra']
  expect(printed(more, 2)).toEqual(['run_id', ...metrics, 'extra'])
})

test('names without blanks are not broken on paper, where the table fits', () => {
  const types = { numeric: new Set<string>(), settings: new Set<string>() }
  const rows = [
    ['run-000', 'a b'],
    ['run-001', 'c'],
  ]
  const { markup } = staticTable({ caption: 'a', columns: ['run', 'text'], rows, ...types })
  expect(markup).toContain('class="whole">run-000<')
  expect(markup).not.toContain('class="whole">a b<')
})
