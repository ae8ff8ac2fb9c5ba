import { readFileSync } from 'node:fs'
import path from 'node:path'
import { table } from 'arquero'
import { expect, test } from 'vitest'
import { compareWithBaseline } from './compare/baseline/compareWithBaseline.ts'
import { PACKAGE_ROOT } from './packageRoot.ts'
import { referencePage } from './testing/docs/referencePage.ts'
import { describedColumns } from './testing/docs/tableColumns.ts'

test('docs/reference.md has every config key, column and hook as the code has them', async () => {
  await expect(referencePage()).toMatchFileSnapshot(path.join(PACKAGE_ROOT, 'docs/reference.md'))
})

/** The columns of a table of `compare_runs` over its fixture, without those of its parameters and metrics. */
function writtenColumns(name: string): string[] {
  const file = path.join(PACKAGE_ROOT, 'reports/compare_runs/expected', name)
  const [header = ''] = readFileSync(file, 'utf8').split('\n')
  return header.split(',').filter((column) => !/^(?:lr|optimizer|(?:train|val)\/.*)$/.test(column))
}

test.each(['comparisons.csv', 'parameters.csv', 'best.csv'])(
  'every column of %s is explained',
  (name) => {
    expect(describedColumns(`training/${name}`)).toEqual(writtenColumns(name))
  },
)

test('every column of the runs table is explained', () => {
  const columns = writtenColumns('summary.csv').filter((name) => name !== 'config_sha1')
  expect(describedColumns('training/summary.csv')).toEqual(columns)
})

test('every column of baseline.csv is explained', () => {
  const runs = table({ lr: [1, 1, 2, 2], loss: [1, 2, 3, 4] })
  const options = { metric: 'loss', better: 'lower', parameters: ['lr'] } as const
  const [, ...columns] = compareWithBaseline(runs, runs, options).table.columnNames()
  expect(describedColumns('training/baseline.csv')).toEqual(columns)
})
