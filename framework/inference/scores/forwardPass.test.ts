import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { fakeModel } from '../../testing/models/fakeModel.ts'
import { openDataset } from '../data/openDataset.ts'
import { loadModel } from '../model/model.ts'
import { type ForwardPassOptions, runForwardPass } from './forwardPass.ts'
import { computeReconstructionMetrics } from './reconstructionMetrics.ts'

const folder = mkdtempSync(join(tmpdir(), 'forward-'))
const [data, modelFile] = [join(folder, 'events.h5'), join(folder, 'model.onnx')]
const NOISE = { label: 'noise', name: 'additive_noise', params: { strength: 1 } }

beforeAll(async () => {
  await writeFakeEvents(data, { nEvents: { test: 10 } })
  writeFileSync(modelFile, fakeModel())
})

/** The errors of all events, by what happened to the events. */
async function errorsOf(options: ForwardPassOptions): Promise<Record<string, number[]>> {
  const dataset = await openDataset({ path: data })
  const model = await loadModel(modelFile)
  const errors: Record<string, number[]> = {}
  for await (const { strategy, events, targets, predictions } of runForwardPass(
    model,
    dataset,
    options,
  )) {
    const { perEventErrors } = computeReconstructionMetrics(predictions, targets, events)
    const label = strategy?.label ?? 'baseline'
    errors[label] = [...(errors[label] ?? []), ...perEventErrors]
  }
  await model.close()
  dataset.close()
  return errors
}

test('gives every event once, also where the last batch is a short one', async () => {
  const { baseline } = await errorsOf({ batchSize: 4 })
  expect(baseline).toHaveLength(10)
  expect(baseline).toEqual((await errorsOf({ batchSize: 10 })).baseline)
})

test('runs the events as they are, then through each strategy', async () => {
  const { baseline, noise } = await errorsOf({ strategies: [NOISE] })
  expect(noise).toHaveLength(10)
  expect(noise).not.toEqual(baseline)
})

test('damages events in the same way whatever the batch size', async () => {
  const [one, many] = [
    await errorsOf({ batchSize: 3, strategies: [NOISE], seed: 7 }),
    await errorsOf({ batchSize: 8, strategies: [NOISE], seed: 7 }),
  ]
  expect(one.noise).toEqual(many.noise)
})
