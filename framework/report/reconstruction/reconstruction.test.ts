import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { table } from 'arquero'
import { beforeAll, expect, test } from 'vitest'
import { corrupt } from '../../inference/corruptions/corrupt.ts'
import { stampFiles } from '../../output/fileStamps.ts'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { fakeModel } from '../../testing/models/fakeModel.ts'
import type { InferTools } from '../spec/inferHook.ts'
import { type ReconstructionContext, reconstruction } from './reconstruction.ts'

const root = mkdtempSync(join(tmpdir(), 'reconstruction-'))
const data = join(root, 'events.h5')
const runDirs = [join(root, 'run_a'), join(root, 'run_b')]

beforeAll(async () => {
  await writeFakeEvents(data)
  for (const runDir of runDirs) {
    mkdirSync(runDir)
    writeFileSync(join(runDir, 'best_val.onnx'), fakeModel({ weightsFile: 'scale.bin' }))
    writeFileSync(join(runDir, 'scale.bin'), new Uint8Array(Float32Array.of(0.5).buffer))
  }
})

function models(
  inference: Record<string, unknown> = {},
  { cacheDir, notes = [] }: { cacheDir?: string; notes?: string[] } = {},
) {
  const config = { inference: { enabled: true, ...inference }, data: { path: data } }
  const runs = table({ run_dir: runDirs })
  const context = { config, runs, parameters: [], dataSections: new Map() }
  const tools: InferTools = {
    cacheDir,
    write: async () => {},
    onProgress: () => {},
    note: (sentence) => notes.push(sentence),
  }
  return reconstruction().models(context as unknown as ReconstructionContext, tools)
}

test('wrong options and devices fail once, before any model', async () => {
  await expect(models({ batchsize: 3 })).rejects.toMatchObject({ code: 'CONFIG_VALUE_INVALID' })
  await expect(models({ device: 'abacus' })).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' })
  await expect(models({ corruption_strategies: ['of_a_report'] })).rejects.toThrow(
    /There is no corruption "of_a_report".*corrupt\.register/,
  )
})

test('a corruption that the report has registered by then is known', async () => {
  corrupt.register('of_a_report', { params: {}, apply: ({ features }) => features.fill(0) })
  const found = await models({ corruption_strategies: ['of_a_report'] })
  const result = await found.models[0]?.run()
  expect(result?.summary.strategies.of_a_report?.auroc).toEqual(expect.any(Number))
})

test('the labels found are told with their counts', async () => {
  expect((await models()).notes).toEqual([
    expect.stringMatching(/^Labels Y_test: 0 \(\d+ events\), 1 \(\d+ events\), positive is 0\.$/),
  ])
})

test('models, their weights and the data are named for the manifest, each once', async () => {
  const { files = [] } = await models()
  const stamps = await stampFiles(files, process.cwd())
  const names = stamps.map(({ path }) => path.slice(path.indexOf('reconstruction-') + 22))
  expect(names).toEqual([
    'run_a/best_val.onnx',
    'run_a/scale.bin',
    'run_b/best_val.onnx',
    'run_b/scale.bin',
    'events.h5',
  ])
  for (const stamp of stamps) expect(stamp.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(files.at(-1)?.parts?.map(({ dataset, rows }) => [dataset, rows])).toEqual([
    ['X_test', 60],
    ['Y_test', 60],
    ['X_train', 200],
  ])
})

test('a cache that cannot be written is told by each model in the same words', async () => {
  const cacheDir = join(root, 'a_file')
  writeFileSync(cacheDir, '')
  const notes: string[] = []
  for (const { run } of (await models({}, { cacheDir, notes })).models) await run()
  expect(notes).toHaveLength(2)
  expect(notes[1]).toBe(notes[0])
  expect(notes[0]).toMatch(/^Results of models cannot be kept .*costs time only: .*a_file/)
})
