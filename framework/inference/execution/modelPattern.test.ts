import { join } from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { fakeModel } from '../../testing/models/fakeModel.ts'
import { parseInferenceOptions } from './inferenceOptions.ts'
import { inferModel } from './inferModel.ts'
import { prepareInference } from './prepareInference.ts'

test('the model that inference.model names is run, from the cache too', async () => {
  const runDir = writeTree({
    'best_val.onnx': fakeModel({ scale: 0.9 }),
    'checkpoints/epoch_9.onnx': fakeModel({ scale: 0.5 }),
  })
  const path = join(runDir, 'events.h5')
  await writeFakeEvents(path)
  const infer = async (model: string | null) => {
    const options = parseInferenceOptions({ model })
    const cacheDir = join(runDir, 'cache')
    const setup = await prepareInference({ dataConfig: { path }, options, runDir, cacheDir })
    const { summary } = await inferModel(setup, { runId: 'run', runDir })
    return summary.baseline.mse_mean as number
  }
  const [named, usual] = [await infer('checkpoints/*.onnx'), await infer(null)]
  // Half of everything is lost by the one, a tenth by the other: squared, 25 times as much.
  expect(named / usual).toBeCloseTo(25, 3)
  expect(await infer('checkpoints/*.onnx')).toBe(named)
})
