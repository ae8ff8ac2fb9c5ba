import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeModel } from '../../testing/models/fakeModel.ts'
import { externalDataFiles } from './externalData.ts'
import { loadModel } from './model.ts'

const folder = mkdtempSync(join(tmpdir(), 'external-'))
const shape = { nTokens: 2, nGlobals: 1 }
let files = 0

function modelWith(weightsFile?: string): string {
  const path = join(folder, `model${files++}.onnx`)
  writeFileSync(path, fakeModel({ ...shape, ...(weightsFile ? { weightsFile } : {}) }))
  return path
}

function write(name: string, scale: number): void {
  writeFileSync(join(folder, name), new Uint8Array(Float32Array.of(scale).buffer))
}

test('weights of any name are found, also in a folder beside the model', async () => {
  mkdirSync(join(folder, 'parts'))
  for (const name of ['weights.bin', 'parts/a']) write(name, 3)
  expect(await externalDataFiles(modelWith('weights.bin'))).toEqual([join(folder, 'weights.bin')])
  expect(await externalDataFiles(modelWith('parts/a'))).toEqual([join(folder, 'parts/a')])
  expect(await externalDataFiles(modelWith())).toEqual([])
})

test('a model computes with its external weights', async () => {
  write('three.bin', 3)
  const model = await loadModel(modelWith('three.bin'), shape)
  const ones = { nEvents: 1, features: new Float32Array(8).fill(1) }
  const reconstruction = await model.reconstruct({
    ...ones,
    ids: new Int32Array(2),
    globals: new Float32Array(1),
  })
  await model.close()
  expect(Array.from(reconstruction)).toEqual(new Array(8).fill(3))
})

test('weights that were cut off are refused by the name and the size of their file', async () => {
  const path = modelWith('cut.bin')
  writeFileSync(join(folder, 'cut.bin'), new Uint8Array(3))
  await expect(loadModel(path, shape)).rejects.toMatchObject({
    code: 'MODEL_UNREADABLE',
    message: expect.stringContaining(`${join(folder, 'cut.bin')}, which has 3 of the 4 bytes`),
  })
  write('cut.bin', 3)
  expect(await externalDataFiles(path)).toEqual([join(folder, 'cut.bin')])
})

test.each(['../outside.bin', '/etc/passwd', 'parts/../../outside.bin'])(
  'weights in %s, outside of the folder, are refused',
  async (location) => {
    writeFileSync(join(folder, '..', 'outside.bin'), '1234')
    const path = modelWith(location)
    for (const read of [externalDataFiles, loadModel]) {
      await expect(read(path)).rejects.toMatchObject({
        code: 'MODEL_EXTERNAL_DATA',
        message: expect.stringContaining(`${path} keeps weights in ${location}`),
      })
    }
  },
)

test('a link from the folder to weights elsewhere is refused', async () => {
  writeFileSync(join(folder, '..', 'outside.bin'), '1234')
  symlinkSync('../outside.bin', join(folder, 'link.bin'))
  await expect(externalDataFiles(modelWith('link.bin'))).rejects.toMatchObject({
    code: 'MODEL_EXTERNAL_DATA',
    message: expect.stringContaining('link.bin'),
  })
})

test('links to a model and to its weights in one other folder are followed', async () => {
  const run = mkdtempSync(join(tmpdir(), 'linked-'))
  write('stored.bin', 1)
  symlinkSync(modelWith('stored.bin'), join(run, 'model.onnx'))
  symlinkSync(join(folder, 'stored.bin'), join(run, 'stored.bin'))
  expect(await externalDataFiles(join(run, 'model.onnx'))).toEqual([join(run, 'stored.bin')])
})

test('weights elsewhere are read where that is allowed', async () => {
  writeFileSync(join(folder, '..', 'outside.bin'), new Uint8Array(Float32Array.of(5).buffer))
  const path = modelWith('../outside.bin')
  const followExternal = true
  expect(await externalDataFiles(path, { followExternal })).toEqual([
    join(folder, '..', 'outside.bin'),
  ])
  const model = await loadModel(path, { ...shape, followExternal })
  const reconstruction = await model.reconstruct({
    nEvents: 1,
    features: new Float32Array(8).fill(1),
    ids: new Int32Array(2),
    globals: new Float32Array(1),
  })
  await model.close()
  expect(reconstruction[0]).toBe(5)
})

test('weights that are missing are named', async () => {
  await expect(externalDataFiles(modelWith('gone.bin'))).rejects.toMatchObject({
    code: 'MODEL_UNREADABLE',
    message: expect.stringContaining(join(folder, 'gone.bin')),
  })
})

test('a file that is not a model refers to nothing', async () => {
  expect(await externalDataFiles(import.meta.filename)).toEqual([])
})
