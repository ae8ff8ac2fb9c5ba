import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { type FakeModelOptions, fakeModel } from '../../testing/models/fakeModel.ts'
import { openDataset } from '../data/openDataset.ts'
import { type FedBatch, feedEvents } from '../scores/feedEvents.ts'
import { loadModel } from './model.ts'
import type { ModelInput } from './modelInputs.ts'
import { EVENTS_ASKED_AGAIN, refuseChangingAnswers } from './sameAnswers.ts'

const folder = mkdtempSync(join(tmpdir(), 'training-'))
const data = join(folder, 'events.h5')
beforeAll(() => writeFakeEvents(data))

const NOTHING = {
  features: new Float32Array(),
  ids: new Int32Array(),
  globals: new Float32Array(),
}

async function check(options: FakeModelOptions): Promise<void> {
  const path = join(folder, 'model.onnx')
  writeFileSync(path, fakeModel(options))
  const [dataset, model] = [await openDataset({ path: data }), await loadModel(path)]
  try {
    const [few] = feedEvents(dataset, EVENTS_ASKED_AGAIN)
    await refuseChangingAnswers(path, (few as FedBatch).input, (input) => model.reconstruct(input))
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

test('a model that mixes the events of a batch is refused with both answers', async () => {
  await expect(check({ mixesEvents: true })).rejects.toMatchObject({
    code: 'MODEL_MIXES_EVENTS',
    message: expect.stringMatching(
      /model\.onnx gives \S+ for event 0 in a batch of \d+ events and \S+ in one of \d+: .*batch_first=True/,
    ),
  })
})

test('an event whose answer changes with rounding does not make a model one that mixes events', async () => {
  const input = { nEvents: 40, firstEvent: 0, ...NOTHING }
  const ask = ({ nEvents }: ModelInput) =>
    Promise.resolve(Float32Array.from({ length: nEvents }, (_, i) => (i === 7 ? nEvents : i)))
  await expect(refuseChangingAnswers('m.onnx', input, ask)).resolves.toBeUndefined()
})

test.each<[string, FakeModelOptions]>([
  ['as it should be exported', {}],
  ['of several layers', { hidden: [16, 16] }],
  ['of a fixed batch', { batch: 3 }],
  ['in half precision', { isHalf: true }],
])('a model %s passes', async (_, options) => {
  await expect(check(options)).resolves.toBeUndefined()
})
