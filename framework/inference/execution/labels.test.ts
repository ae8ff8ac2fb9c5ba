import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { perceptronModel } from '../../testing/models/perceptronModel.ts'
import { loadHdf5Library } from '../data/hdf5/hdf5Library.ts'
import { parseInferenceOptions } from './inferenceOptions.ts'
import { inferModel } from './inferModel.ts'
import { prepareClassification } from './prepareClassification.ts'

const runDir = mkdtempSync(join(tmpdir(), 'one-hot-'))
const path = join(runDir, 'events.h5')

beforeAll(async () => {
  const library = await loadHdf5Library()
  const file = new library.File(path, 'w')
  const write = (name: string, data: number[], shape: number[]) =>
    file.create_dataset({ name, data: Float32Array.from(data), shape })
  write('X_test', [5, 0, 0, 5, 4, 1, 1, 4], [4, 2])
  write('for_each', [1, 0, 0, 1, 1, 0, 0, 0], [4, 2])
  write('too_many', [1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 1, 0], [4, 3])
  write('halves', [0.5, 1.5, 0.5, 1.5], [4])
  file.create_external_link('elsewhere.h5', '/X', 'X_linked')
  file.close()
  const elsewhere = new library.File(join(runDir, 'elsewhere.h5'), 'w')
  elsewhere.create_dataset({ name: 'X', data: new Float32Array(8), shape: [4, 2] })
  elsewhere.close()
  const weights = [
    [1, 0],
    [0, 1],
  ]
  writeFileSync(join(runDir, 'model.onnx'), perceptronModel([{ weights, biases: [0, 0] }]))
})

async function classified(labels: string, events = 'X_test') {
  const dataConfig = { path, layout: 'rows', datasets: { x_test: events, y_test: labels } }
  const setup = await prepareClassification({
    ...{ dataConfig, options: parseInferenceOptions(), runDir },
    mayLieAnywhere: true,
  })
  const { methods } = setup
  return { methods, run: () => inferModel(setup, { runId: 'run', runDir }) }
}

test('events whose row holds no 1 are counted as without a label', async () => {
  const { methods, run } = await classified('for_each')
  expect(methods).toEqual(['Labels for_each: 0 (2 events), 1 (1 event), none (1 event).'])
  expect((await run()).summary).toMatchObject({ n_unlabelled: 1, accuracy: 1 })
})

test('labels with another number of columns than the model has classes are refused', async () => {
  const { run } = await classified('too_many')
  await expect(run()).rejects.toMatchObject({
    code: 'LABELS_UNCLEAR',
    message: expect.stringMatching(
      /one-hot labels in dataset too_many of .* have 3 columns, but the model tells 2 classes apart/,
    ),
  })
})

test('labels that are no classes are named with their own file, wherever the events lie', async () => {
  await expect(classified('halves', 'X_linked')).rejects.toMatchObject({
    code: 'LABELS_UNCLEAR',
    message: expect.stringContaining(`The label of event 0 in dataset halves of ${path} is 0.5:`),
  })
})
