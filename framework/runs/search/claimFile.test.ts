import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { lightningRun } from '../../testing/trackers/runFolders.ts'
import { ALL_SOURCES } from '../sources/allSources.ts'
import type { Source } from '../sources/source.ts'
import { claimFile } from './claimFile.ts'

function claimed(name: string, text: string) {
  const root = writeTree({ [name]: text, 'other.csv': 'id,acc\n1,2\n', 'results.json': '{}' })
  return claimFile(`${root}/${name}`, ALL_SOURCES).claims.map(({ source, claim }) => [
    source.name,
    claim.names,
  ])
}

test.each([
  ['metrics.csv', lightningRun('.', [{ step: 0, loss: 1 }])['./metrics.csv'] ?? '', 'lightning'],
  ['train_log.csv', 'epoch,loss\n0,1\n', 'keras'],
  ['metrics.jsonl', '{"loss": 1}\n', 'json'],
  ['journal.log', '{"op_code": 0}\n', 'optuna'],
])('%s belongs to its source alone', (name, text, source) => {
  expect(claimed(name, text)).toEqual([[source, [name]]])
})

test.each(['table.csv', 'table.TSV', 'table.parquet'])('%s is a table of runs', (name) => {
  expect(claimed(name, 'model,acc\na,1\n')).toEqual([['runs_table', [name]]])
})

test('what no source reads is not claimed', () => {
  expect(claimed('notes.txt', 'x')).toEqual([])
})

test('a source that fails claims nothing, and that is reported', () => {
  const broken: Source = {
    name: 'broken',
    claims: () => {
      throw new Error('no such field')
    },
    read: () => [],
  }
  const root = writeTree({ 'metrics.jsonl': '{"loss": 1}\n' })
  const { claims, failed } = claimFile(`${root}/metrics.jsonl`, [broken, ...ALL_SOURCES])
  expect(claims.map(({ source }) => source.name)).toEqual(['json'])
  expect(failed).toEqual([{ path: root, reason: 'the source broken failed here: no such field' }])
})
