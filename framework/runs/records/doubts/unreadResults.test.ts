import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { loadedRun } from '../../../testing/loadedRun.ts'
import { findUnreadResults } from './unreadResults.ts'

const found = (directory: string, sources = ['hydra']) =>
  findUnreadResults([loadedRun('job', { directory, sources })]).map(({ detail }) => detail)

test('the files of a job without metrics that may hold its results are named', () => {
  const job = writeTree({
    'results.csv': '',
    'out/probs.npz': '',
    'train.log': '',
    'config.yaml': '',
  })
  expect(found(job)).toEqual([
    'no source reads its results.csv, out/probs.npz, so that it has no metrics; a source of your own can (docs/sources.md)',
  ])
})

test.each([
  ['that a source reads', { 'results.csv': '' }, ['keras', 'hydra']],
  ['with a log alone', { 'train.log': '', '.hydra/config.csv': '' }, ['hydra']],
])('a job %s is not', (_, files, sources) => {
  expect(found(writeTree(files), sources)).toEqual([])
})
