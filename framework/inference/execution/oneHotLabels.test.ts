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
  file.close()
  const weights = [
    [1, 0],
    [0, 1],
  ]
  writeFileSync(join(runDir, 'model.onnx'), perceptronModel([{ weights, biases: [0, 0] }]))
})

async function classified(labels: string) {
  const dataConfig = { path, layout: 'rows', datasets: { y_test: labels } }
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
      /too_many beside .* have 3 columns, but the model tells 2 classes apart/,
    ),
  })
})
