import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FakeModelOptions, fakeModel } from '../../testing/models/fakeModel.ts'
import { loadModel } from './model.ts'
import type { ModelInput } from './modelInputs.ts'

const folder = mkdtempSync(join(tmpdir(), 'model-'))
let files = 0

function modelFile(options: FakeModelOptions): string {
  const path = join(folder, `model${files++}.onnx`)
  writeFileSync(path, fakeModel(options))
  return path
}

const shape = { nTokens: 2, nGlobals: 1 }
const input: ModelInput = {
  nEvents: 3,
  features: Float32Array.from({ length: 24 }, (_, i) => i),
  ids: Int32Array.of(1, 0, 2, 1, 0, 0),
  globals: new Float32Array(3),
}
const embedding = [
  [0, 0, 0, 0],
  [100, 0, 0, 0],
  [0, 0, 0, 200],
]
const expected = [
  [100, 2, 4, 6, 8, 10, 12, 14],
  [16, 18, 20, 222, 124, 26, 28, 30],
  [32, 34, 36, 38, 40, 42, 44, 46],
].flat()

test.each([undefined, 1, 2])('ids and features reach a model of batch size %s', async (batch) => {
  const path = modelFile({ ...shape, scale: 2, embedding, ...(batch ? { batch } : {}) })
  const model = await loadModel(path, shape)
  expect(model.fixedBatch).toBe(batch)
  expect(Array.from(await model.reconstruct(input))).toEqual(expected)
  await model.close()
})

test.each([undefined, 1, 2])('codes come with the output at batch size %s', async (batch) => {
  const path = modelFile({ ...shape, codesName: 'codes', ...(batch ? { batch } : {}) })
  const model = await loadModel(path, shape)
  const { codes } = await model.reconstructWithCodes(input)
  expect(codes).toEqual([{ name: 'codes', perEvent: 2, indices: input.ids }])
  await model.close()
})

test('a model without an output of integers has no codes', async () => {
  const model = await loadModel(modelFile(shape), shape)
  expect((await model.reconstructWithCodes(input)).codes).toEqual([])
  await model.close()
})

test('batches of different sizes share a model', async () => {
  const model = await loadModel(modelFile({ ...shape, scale: 2, embedding }), shape)
  const first = await model.reconstruct({ ...input, nEvents: 1 })
  expect(Array.from(first)).toEqual(expected.slice(0, 8))
  expect(Array.from(await model.reconstruct(input))).toEqual(expected)
  await model.close()
})

test('a model that takes a mask gets 1 for valid tokens', async () => {
  const path = modelFile({ ...shape, scale: 1, takesMask: true, embedding })
  const model = await loadModel(path, shape)
  const reconstruction = await model.reconstruct({
    ...input,
    features: new Float32Array(24).fill(1),
  })
  await model.close()
  expect(Array.from(reconstruction.subarray(0, 8))).toEqual([101, 1, 1, 1, 0, 0, 0, 0])
})

test('an id that the model does not know is told with the event that has it', async () => {
  const model = await loadModel(modelFile({ ...shape, embedding }), shape)
  const ids = Int32Array.of(1, 2, 0, 0, 0, 9)
  const last = embedding.length - 1
  await expect(model.reconstruct({ ...input, ids, firstEvent: 40 })).rejects.toMatchObject({
    code: 'MODEL_RUN_FAILED',
    message:
      `${model.path} has an embedding of the ids from 0 to ${last}, but event 42 has the id 9. ` +
      'Run it over data with the ids that it was trained on.',
  })
  await model.close()
})

test('best_val.onnx is preferred to model.onnx, and a checkpoint alone is named with the export', async () => {
  const runDir = join(folder, 'run')
  mkdirSync(runDir)
  await expect(loadModel(runDir)).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
  writeFileSync(join(runDir, 'best_val.pt'), '')
  await expect(loadModel(runDir)).rejects.toMatchObject({
    code: 'MODEL_NOT_EXPORTED',
    message: expect.stringMatching(/docs\/export-onnx\.md: python export_onnx\.py .*best_val\.pt/),
  })
  writeFileSync(join(runDir, 'model.onnx'), fakeModel())
  expect((await loadModel(runDir)).path).toBe(join(runDir, 'model.onnx'))
  writeFileSync(join(runDir, 'best_val.onnx'), fakeModel())
  expect((await loadModel(runDir)).path).toBe(join(runDir, 'best_val.onnx'))
})

test.each<[string, FakeModelOptions, RegExp]>([
  [
    'input',
    { inputName: 'x' },
    /no input tokens_cont; its inputs are x, tokens_id, globals\..*inference\.inputs\.tokens_cont=/,
  ],
  ['output', { outputName: 'y' }, /no output x_hat; its outputs are y\..*inference\.output=/],
  ['tokens', { nTokens: 3 }, /tokens_cont has shape \[batch, 3, 4\], expected \[batch, 2, 4\]/],
  ['globals', { nGlobals: 5 }, /globals has shape \[batch, 5\], expected \[batch, 1\]/],
])('a model of another %s is refused before it runs', async (_, options, why) => {
  const path = modelFile({ ...shape, ...options })
  await expect(loadModel(path, shape)).rejects.toThrow(why)
  await expect(loadModel(path, shape)).rejects.toMatchObject({ code: 'MODEL_SIGNATURE' })
})

test('other names of inputs and of the output are used where they are given', async () => {
  const path = modelFile({ ...shape, scale: 2, embedding, inputName: 'x', outputName: 'y' })
  const model = await loadModel(path, { ...shape, inputs: { tokens_cont: 'x' }, output: 'y' })
  expect(Array.from(await model.reconstruct(input))).toEqual(expected)
  await model.close()
})

test('a name that no input has is refused with those that are there', async () => {
  const names = { inputs: { tokens_cont: 'z' } }
  await expect(loadModel(modelFile(shape), { ...shape, ...names })).rejects.toThrow(
    /no input z; its inputs are tokens_cont/,
  )
})

test('half-precision inputs and outputs are converted', async () => {
  const path = modelFile({ ...shape, scale: 2, embedding, isHalf: true })
  const model = await loadModel(path, shape)
  expect(Array.from(await model.reconstruct(input))).toEqual(expected)
  await model.close()
})

test('an unknown device is refused with the known ones', async () => {
  await expect(loadModel(modelFile(shape), { ...shape, device: 'abacus' })).rejects.toThrow(
    /inference\.device=abacus: .*it has: auto, cpu/,
  )
})

test('a file that is not a model is refused', async () => {
  await expect(loadModel(import.meta.filename)).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' })
  await expect(loadModel(join(folder, 'gone.onnx'))).rejects.toMatchObject({
    code: 'MODEL_UNREADABLE',
  })
})

test.skipIf(process.platform === 'win32')('a pipe is refused instead of waited for', async () => {
  const pipe = join(folder, 'pipe.onnx')
  execFileSync('mkfifo', [pipe])
  await expect(loadModel(pipe)).rejects.toThrow(
    /pipe\.onnx cannot be loaded: it is not a file but a pipe/,
  )
})
