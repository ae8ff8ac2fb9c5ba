import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { loadedRun } from '../../../testing/loadedRun.ts'
import { findUnreadResults, unreadResults } from './unreadResults.ts'

const found = (directory: string, sources = ['hydra'], readOtherwise?: string) =>
  findUnreadResults([loadedRun('job', { directory, sources })], readOtherwise).map(
    ({ detail }) => detail,
  )

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
  ['with models alone', { 'best.onnx': '', 'checkpoints/last.ckpt': '' }, ['hydra']],
  ['with a log alone', { 'train.log': '', '.hydra/config.csv': '' }, ['hydra']],
])('a job %s is not', (_, files, sources) => {
  expect(found(writeTree(files), sources)).toEqual([])
})

test('a file that something else reads is not named', () => {
  const job = writeTree({ 'scores/a.csv': '', 'scores/b.csv': '' })
  expect(found(job, ['hydra'], 'scores/*.csv')).toEqual([])
  expect(found(job, ['hydra'], 'scores/a.csv')).toEqual([
    expect.stringContaining('reads its scores/b.csv,'),
  ])
})

test('models are results that a job was not without', () => {
  expect(unreadResults(writeTree({ 'best.onnx': '' }))).toBe('best.onnx')
})
