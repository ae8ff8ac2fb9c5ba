import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FakeModelOptions, fakeModel } from '../../testing/models/fakeModel.ts'
import { corrupt } from '../corruptions/corrupt.ts'
import { loadHdf5Library } from '../data/hdf5/hdf5Library.ts'
import { NO_NORMALISATION } from '../data/normalisation.ts'
import { openDataset } from '../data/openDataset.ts'
import { loadModel } from '../model/model.ts'
import { scoreEvents } from './eventScores.ts'
import type { ForwardPassOptions } from './forwardPass.ts'

interface Row {
  readonly ids: readonly [number, number]
  readonly globals: readonly number[]
  readonly features: readonly number[]
}

/** The second is not valid; the second token of the third is padding. */
const ROWS: readonly Row[] = [
  { ids: [1, 2], globals: [7, 7, 8, 9], features: [2, 0, 0, 0, 0, 4, 0, 0] },
  { ids: [1, 2], globals: [5, 5, 5, 5], features: [Number.NaN, 0, 0, 0, 0, 0, 0, 0] },
  { ids: [3, 0], globals: [7, 6, 4, 4], features: [0, 0, 0, -2, 9, 9, 9, 9] },
]

interface Given {
  /** Default one that halves everything, so that errors are halves of the features. */
  readonly model?: FakeModelOptions
  readonly rows?: readonly Row[]
  readonly options?: ForwardPassOptions
  readonly onProgress?: (done: number) => void
}

async function score({ model = {}, rows = ROWS, options = {}, onProgress }: Given = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'scores-'))
  const [data, modelFile] = [join(folder, 'events.h5'), join(folder, 'model.onnx')]
  const values = rows.map(({ ids, globals, features }) => [...ids, ...globals, ...features])
  const file = new (await loadHdf5Library()).File(data, 'w')
  const shape = [rows.length, values[0]?.length ?? 0]
  file.create_dataset({ name: 'X_test', data: Float32Array.from(values.flat()), shape })
  file.close()
  const layout = { nTokens: 2, nGlobals: rows[0]?.globals.length ?? 0 }
  writeFileSync(modelFile, fakeModel({ scale: 0.5, ...layout, ...model }))
  const dataset = await openDataset({ path: data, ...layout, norm: NO_NORMALISATION })
  const session = await loadModel(modelFile, layout)
  try {
    return await scoreEvents(session, dataset, options, onProgress)
  } finally {
    await session.close()
    dataset.close()
  }
}

// (1² + 2²) / 2 and (1 + 2) / 2 of two tokens, 1 of one.
const MSE = [2.5, Number.NaN, 1]
const MAE = [1.5, Number.NaN, 1]

test.each([1, 2, 512])('each event has its errors, in batches of %d', async (batchSize) => {
  const { scores } = await score({ options: { batchSize } })
  expect([...scores.keys()]).toEqual(['baseline'])
  expect([...(scores.get('baseline')?.mse ?? [])]).toEqual(MSE)
  expect([...(scores.get('baseline')?.mae ?? [])]).toEqual(MAE)
})

test('each strategy has errors of its own beside those of the events as they are', async () => {
  corrupt.register('tripled', {
    params: {},
    apply: ({ features }) => features.set(features.map((value) => 3 * value)),
  })
  const strategies = [{ label: 'three times', name: 'tripled', params: {} }]
  const { scores, tokenErrors, codebooks } = await score({
    model: { codesName: 'codes' },
    options: { strategies },
  })
  expect([...scores.keys()]).toEqual(['baseline', 'three times'])
  expect([...(scores.get('baseline')?.mse ?? [])]).toEqual(MSE)
  expect([...(scores.get('three times')?.mse ?? [])]).toEqual([22.5, Number.NaN, 9])
  expect([...(scores.get('three times')?.mae ?? [])]).toEqual([4.5, Number.NaN, 3])
  // Tokens and codes are those of the events as they are.
  expect(tokenErrors.all).toMatchObject({ n_tokens: 3, mse: 2, mae: 4 / 3 })
  expect(codebooks.codes?.n).toBe(3)
})

test('tokens of events that are not valid have no errors', async () => {
  const { tokenErrors } = await score()
  expect(Object.keys(tokenErrors)).toEqual(['1', '2', '3', 'all'])
  expect(tokenErrors['1']).toMatchObject({ n_tokens: 1, mse: 1 })
})

test('progress is the number of events that are done, over all strategies', async () => {
  const done: number[] = []
  const strategies = [{ label: 'noise', name: 'additive_noise', params: {} }]
  await score({ options: { batchSize: 2, strategies }, onProgress: (n) => done.push(n) })
  expect(done).toEqual([2, 4, 5, 6])
})

test('a code of each token counts where the token is valid', async () => {
  const { codebooks } = await score({ model: { codesName: 'codes' } })
  // The ids are the codes: 1 and 2 of the first event, 3 of the last.
  expect(codebooks).toEqual({
    codes: { n: 3, n_used: 3, highest_code: 3, perplexity: expect.closeTo(3, 12) },
  })
})

test('several codes of each token count where the token is valid', async () => {
  const { codebooks } = await score({
    model: { globalCodesName: 'codes' },
    options: { batchSize: 2 },
  })
  // The globals are the codes, two of each token: 7, 7, 8 and 9 of the first event, 7 and 6 of the last.
  // exp(½ ln 2 + ½ ln 6)
  const perplexity = expect.closeTo(Math.sqrt(12), 12)
  expect(codebooks).toEqual({ codes: { n: 6, n_used: 4, highest_code: 9, perplexity } })
})

test('codes that are not of tokens count for each valid event', async () => {
  const rows = ROWS.map((row) => ({ ...row, globals: row.globals.slice(0, 3) }))
  const { codebooks } = await score({ rows, model: { globalCodesName: 'codes' } })
  // Three of each event: 7, 7 and 8 of the first, 7, 6 and 4 of the last.
  const perplexity = expect.closeTo(Math.sqrt(12), 12)
  expect(codebooks).toEqual({ codes: { n: 6, n_used: 4, highest_code: 8, perplexity } })
})

test('each output of codes is a codebook by its name; one that gives no code is left out', async () => {
  const model = { codesName: 'of_tokens', globalCodesName: 'of_events' }
  const both = await score({ model })
  expect(Object.keys(both.codebooks).toSorted()).toEqual(['of_events', 'of_tokens'])
  const rows = ROWS.map((row) => ({ ...row, globals: [-1, -1, -1, -1] }))
  const one = await score({ model, rows })
  expect(Object.keys(one.codebooks)).toEqual(['of_tokens'])
})

test('an error too large for float32 counts as none', async () => {
  const [first, , last] = ROWS as [Row, Row, Row]
  const rows = [{ ...first, features: [1e30, 0, 0, 0, 0, 0, 0, 0] }, last]
  const { scores, tokenErrors } = await score({ rows })
  expect([...(scores.get('baseline')?.mse ?? [])]).toEqual([Number.NaN, 1])
  expect([...(scores.get('baseline')?.mae ?? [])]).toEqual([Number.NaN, 1])
  expect(tokenErrors.all?.n_tokens).toBe(1)
})

test('a model that gives no finite error is refused, with what to do', async () => {
  await expect(score({ model: { scale: Number.NaN } })).rejects.toMatchObject({
    code: 'MODEL_OUTPUT_NOT_FINITE',
    message: expect.stringMatching(
      /^Model .*model\.onnx gives NaN or infinity for each of 2 valid events: its weights are probably not finite\. Check whether the training diverged, and export it again\.$/,
    ),
  })
})

test('data without a valid event are refused', async () => {
  await expect(score({ rows: ROWS.slice(1, 2) })).rejects.toMatchObject({
    code: 'DATA_NOT_FINITE',
    message: expect.stringMatching(
      /^Each of 1 events of .*events\.h5.* holds a NaN or an infinity: there is nothing to run a model on\. Padding must be zeros\.$/,
    ),
  })
})
