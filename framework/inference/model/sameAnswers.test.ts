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

const N_EVENTS = 40

/** Asks a model of two values per event, which reuses its output as the runtime may. */
function askOf(value: (event: number, nEvents: number) => number): Promise<void> {
  const output = new Float32Array(2 * N_EVENTS)
  const input = { nEvents: N_EVENTS, firstEvent: 0, ...NOTHING }
  return refuseChangingAnswers('m.onnx', input, ({ nEvents }: ModelInput) => {
    for (let event = 0; event < nEvents; event++) {
      output[2 * event] = event
      output[2 * event + 1] = value(event, nEvents)
    }
    return Promise.resolve(output.subarray(0, 2 * nEvents))
  })
}

test('an event whose answer changes with rounding does not make a model one that mixes events', async () => {
  await expect(askOf((event, n) => (event === 7 ? n : 0))).resolves.toBeUndefined()
  await expect(askOf((event, n) => (event < 2 ? n : 0))).rejects.toThrow(
    /m\.onnx gives 40 for event 0 in a batch of 40 events and 20 in one of 20: /,
  )
  await expect(askOf((event, n) => (event >= 7 ? n : 0))).rejects.toThrow(
    'gives 40 for event 7 in a batch',
  )
})

test('a difference is one of the size of the answer, and of 1 where that is smaller', async () => {
  await expect(askOf((_, n) => 1000 + n / 40)).resolves.toBeUndefined()
  await expect(askOf((_, n) => n / 40_000)).resolves.toBeUndefined()
  await expect(askOf((_, n) => n / 4000)).rejects.toMatchObject({ code: 'MODEL_MIXES_EVENTS' })
})

test.each<[string, FakeModelOptions]>([
  ['as it should be exported', {}],
  ['of several layers', { hidden: [16, 16] }],
  ['of a fixed batch', { batch: 3 }],
  ['in half precision', { isHalf: true }],
])('a model %s passes', async (_, options) => {
  await expect(check(options)).resolves.toBeUndefined()
})
