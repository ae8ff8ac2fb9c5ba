import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { type FakeModelOptions, fakeModel } from '../../testing/models/fakeModel.ts'
import { openDataset } from '../data/openDataset.ts'
import { type FedBatch, feedEvents } from '../scores/feedEvents.ts'
import { loadModel } from './model.ts'
import { EVENTS_ASKED_TWICE, refuseTrainingMode } from './trainingMode.ts'

const folder = mkdtempSync(join(tmpdir(), 'training-'))
const data = join(folder, 'events.h5')
beforeAll(() => writeFakeEvents(data))

async function check(options: FakeModelOptions): Promise<void> {
  const path = join(folder, 'model.onnx')
  writeFileSync(path, fakeModel(options))
  const [dataset, model] = [await openDataset({ path: data }), await loadModel(path)]
  try {
    const [few] = feedEvents(dataset, EVENTS_ASKED_TWICE)
    await refuseTrainingMode(path, () => model.reconstruct((few as FedBatch).input))
  } finally {
    await model.close()
    dataset.close()
  }
}

test('a model with dropout that is still at work is refused with the remedy', async () => {
  await expect(check({ isTraining: true })).rejects.toMatchObject({
    code: 'MODEL_IN_TRAINING_MODE',
    message: expect.stringMatching(/model\.onnx gives .* for the same event: .*model\.eval\(\)/),
  })
})

test.each<[string, FakeModelOptions]>([
  ['as it should be exported', {}],
  ['of several layers', { hidden: [16, 16] }],
  ['of a fixed batch', { batch: 3 }],
  ['in half precision', { isHalf: true }],
])('a model %s passes', async (_, options) => {
  await expect(check(options)).resolves.toBeUndefined()
})
