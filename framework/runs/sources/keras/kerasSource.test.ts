import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { kerasSource } from './kerasSource.ts'

test('each log is a run whose steps are its epochs', async () => {
  const root = writeTree({
    'training_log.csv': 'epoch,loss,val_loss\n0,1.0,1.5\n1,0.5,0.7\n',
    'fold2_log.csv': 'epoch,loss\n0,2.0\n',
  })
  const runs = await readTree(kerasSource, root)
  expect([...runs.keys()].sort()).toEqual(['fold2_log.csv', 'training_log.csv'])
  expect(runs.get('training_log.csv')?.metrics.get('val_loss')).toEqual({
    step: Float64Array.of(0, 1),
    epoch: Float64Array.of(0, 1),
    value: Float64Array.of(1.5, 0.7),
  })
})

test('a log may be separated by semicolons and hold lists, which are no metrics', async () => {
  const root = writeTree({ 'train.csv': 'epoch;loss;out\n0;1.0;"[0.5, 0.2]"\n' })
  const run = (await readTree(kerasSource, root)).get('train.csv')
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['loss'])
  expect(run?.findings).toEqual(["train.csv:2: no number in the column 'out'"])
})

test('a history that pandas wrote has its index for epochs', async () => {
  const root = writeTree({ 'history.csv': ',loss,val_loss\n0,1.0,1.5\n1,0.5,0.75\n' })
  const run = (await readTree(kerasSource, root)).get('history.csv')
  expect(run?.metrics.get('val_loss')).toEqual({
    step: Float64Array.of(0, 1),
    epoch: Float64Array.of(0, 1),
    value: Float64Array.of(1.5, 0.75),
  })
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['loss', 'val_loss'])
})

test('epochs that start again are kept and reported', async () => {
  const root = writeTree({ 'history.csv': 'epoch,loss\n0,1.0\n1,0.9\n0,0.8\n' })
  const run = (await readTree(kerasSource, root)).get('history.csv')
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(1, 0.9, 0.8))
  expect(run?.findings).toEqual([
    'history.csv: the epochs start again (1 time), as with append=True; all points count',
  ])
})

test.each([
  ['train.csv', 'id,label\n0,cat\n'],
  ['train_results.csv', ',lr,loss\n0,0.1,1\n'],
  ['train_log.csv', 'epoch,step,loss\n0,0,1\n'],
  ['training.log', 'epoch 1: loss 0.5\n'],
])('%s with %j is not claimed', async (name, text) => {
  expect((await readTree(kerasSource, writeTree({ [name]: text }))).size).toBe(0)
})
