import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { allennlpSource } from './allennlpSource.ts'

async function readRun(files: Readonly<Record<string, object | string>>) {
  const inRun = Object.entries(files).map(([name, content]) => [
    `run/${name}`,
    typeof content === 'string' ? content : JSON.stringify(content),
  ])
  return (await readTree(allennlpSource, writeTree(Object.fromEntries(inRun)))).get('run')
}

const epoch = (number: number, loss: number) => ({
  best_epoch: 0,
  training_duration: '0:00:01',
  epoch: number,
  training_loss: loss,
  best_validation_loss: 0.5,
})

test('epochs come by their number, what only the end has is a point without a step', async () => {
  const run = await readRun({
    'metrics_epoch_0.json': epoch(0, 2.5),
    'metrics_epoch_10.json': epoch(10, 0.5),
    'metrics_epoch_9.json': epoch(9, 1.5),
    'metrics.json': { ...epoch(10, 0.5), test_accuracy: 0.75 },
    'config.json': { trainer: { optimizer: { lr: 0.01 } } },
  })
  expect(run?.metrics.get('training_loss')).toEqual({
    step: Float64Array.of(0, 9, 10),
    epoch: Float64Array.of(0, 9, 10),
    value: Float64Array.of(2.5, 1.5, 0.5),
  })
  expect(run?.metrics.get('test_accuracy')?.step).toEqual(Float64Array.of(Number.NaN))
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['training_loss', 'test_accuracy'])
  expect(run?.params.get('trainer.optimizer.lr')).toBe(0.01)
})

test('an epoch that is cut is left out and reported', async () => {
  const run = await readRun({ 'metrics_epoch_0.json': epoch(0, 2), 'metrics_epoch_1.json': '{"ep' })
  expect(run?.metrics.get('training_loss')?.value).toEqual(Float64Array.of(2))
  expect(run?.findings).toEqual([expect.stringMatching(/^metrics_epoch_1\.json .*left out/)])
})

test('a script of its own may use the name', async () => {
  expect(await readRun({ 'metrics_epoch_1.json': { loss: 1 } })).toBeUndefined()
})
