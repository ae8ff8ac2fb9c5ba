import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { fakeModel } from '../../testing/models/fakeModel.ts'
import { corrupt } from '../corruptions/corrupt.ts'
import { parseInferenceOptions } from './inferenceOptions.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import { findSlot } from './resultCache.ts'

const folder = mkdtempSync(join(tmpdir(), 'slots-'))
const run = runWith('run', fakeModel({ scale: 0.5 }))

/** A run whose folder holds these bytes as its model. */
function runWith(runId: string, model: Uint8Array) {
  const runDir = join(folder, runId)
  mkdirSync(runDir)
  writeFileSync(join(runDir, 'model.onnx'), model)
  return { runId, runDir }
}

const rows = (sha256: string) => ({ nRows: 10, sha256 })
const SETUP = {
  kind: 'reconstruction',
  data: {
    path: 'events.h5',
    datasets: { x_test: 'X', y_test: 'Y', w_test: 'W' },
    layout: 'tokens',
    nTokens: 18,
    nGlobals: 2,
    norm: { mean: [1, 2, 3, 4], sd: [1, 1, 1, 1] },
    split: 'test',
  },
  nEvents: 10,
  labels: undefined,
  options: parseInferenceOptions(),
  contents: { events: rows('a'), others: [rows('b')] },
  files: [],
  cacheDir: join(folder, 'cache'),
  notes: [],
  methods: [],
} as unknown as InferenceSetup

const keyOf = async (setup: InferenceSetup, of = run) => (await findSlot(setup, of))?.entryFile
const withOptions = (inference: object) => ({
  ...SETUP,
  options: parseInferenceOptions(inference),
})
const withData = (data: object) => ({ ...SETUP, data: { ...SETUP.data, ...data } })

test.each<[string, InferenceSetup]>([
  ['the kind of model', { ...SETUP, kind: 'classification' }],
  ['the events', { ...SETUP, contents: { ...SETUP.contents, events: rows('c') } as never }],
  ['the labels', { ...SETUP, contents: { ...SETUP.contents, others: [rows('c')] } as never }],
  ['the number of events', { ...SETUP, nEvents: 9 }],
  ['what are labels', withData({ datasets: { x_test: 'X', y_test: 'W', w_test: 'W' } })],
  ['what are weights', withData({ datasets: { x_test: 'X', y_test: 'Y', w_test: 'Y' } })],
  ['the layout', withData({ layout: 'rows' })],
  ['the number of tokens', withData({ nTokens: 17 })],
  ['the number of globals', withData({ nGlobals: 3 })],
  ['the normalisation', withData({ norm: { mean: [0, 2, 3, 4], sd: [1, 1, 1, 1] } })],
  ['the batch size', withOptions({ batch_size: 7 })],
  ['the device', withOptions({ device: 'cpu' })],
  ['the seed', withOptions({ seed: 1 })],
  ['the corruptions', withOptions({ corruption_strategies: ['permutation'] })],
  [
    'the strength of a corruption',
    withOptions({ corruption_strategies: [{ name: 'additive_noise', params: { strength: 0.3 } }] }),
  ],
  ['the errors', withOptions({ metrics: ['mae', 'auroc'] })],
  ['whether AUROC is wanted', withOptions({ metrics: ['mse', 'mae'] })],
  ['the positive label', withOptions({ positive_label: 1 })],
  ['the classes', withOptions({ classes: ['a', 'b'] })],
  ['the background', withOptions({ background: [1] })],
  ['the signal efficiencies', withOptions({ signal_efficiencies: [0.4] })],
  ['the background efficiencies', withOptions({ background_efficiencies: [0.2] })],
  ['the names of inputs', withOptions({ inputs: { tokens_cont: 'x' } })],
  ['the name of the output', withOptions({ output: 'y' })],
])('a result is kept under a key that depends on %s', async (_, other) => {
  expect(await keyOf(other)).not.toBe(await keyOf(SETUP))
})

test.each<[string, InferenceSetup]>([
  ['the number of workers', withOptions({ workers: 2 })],
  ['whether scores are kept', withOptions({ persist_raw_scores: true })],
  ['whether the layout is checked', withOptions({ check_layout: false })],
  ['what the user is told', { ...SETUP, notes: ['a note'] }],
  ['where the data lies', withData({ path: 'elsewhere.h5' })],
])('a result is found again whatever %s', async (_, other) => {
  expect(await keyOf(other)).toBe(await keyOf(SETUP))
})

test('other weights are another model, a copy of the same is not', async () => {
  const copy = runWith('copy', fakeModel({ scale: 0.5 }))
  const trained = runWith('trained', fakeModel({ scale: 0.6 }))
  expect(await keyOf(SETUP, copy)).toBe(await keyOf(SETUP))
  expect(await keyOf(SETUP, trained)).not.toBe(await keyOf(SETUP))
})

test("an author's corruption that changes changes the key", async () => {
  const set = (factor: number) =>
    corrupt.register('scaled', {
      params: {},
      apply: ({ features }) => {
        features.set(features.map((value) => value * factor))
      },
    })
  set(2)
  const setup = withOptions({ corruption_strategies: ['scaled'] })
  const before = await keyOf(setup)
  set(3)
  expect(await keyOf(setup)).not.toBe(before)
})

test('without a cache folder, results have no file', async () => {
  expect(await findSlot({ ...SETUP, cacheDir: undefined }, run)).toBeUndefined()
})
