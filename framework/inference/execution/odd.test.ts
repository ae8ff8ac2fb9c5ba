/** Broken and unusual models and data files: each ends in a clear message, or works. */
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ReportError } from '../../errors.ts'
import { type FakeEventsOptions, writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { outsidePath, recordedPath } from '../../testing/recorded/recorded.ts'
import { parseInferenceOptions } from './inferenceOptions.ts'
import { computeModel, inferModel } from './inferModel.ts'
import { inferModels } from './inferModels.ts'
import type { ModelResult } from './modelResult.ts'
import { prepareInference } from './prepareInference.ts'
import { findSlot } from './resultCache.ts'

const odd = recordedPath('sweeps/odd')
const goodData = join(mkdtempSync(join(tmpdir(), 'odd-')), 'good.h5')
beforeAll(() => writeFakeEvents(goodData))

test.each([
  ['data', 'events.h5'],
  ['model', 'run/best_val.onnx'],
])(
  'where the %s is written while a model is run, its result is refused and not kept',
  async (_, file) => {
    const folder = temporary()
    const runDir = join(folder, 'run')
    mkdirSync(runDir)
    copyFileSync(goodData, join(folder, 'events.h5'))
    copyFileSync(join(odd, 'good.onnx'), join(runDir, 'best_val.onnx'))
    const cacheDir = join(folder, 'cache')
    const dataConfig = { path: join(folder, 'events.h5') }
    const setup = await prepareInference({
      ...{ dataConfig, options: parseInferenceOptions(), runDir, cacheDir },
    })
    const run = { runId: 'a', runDir }
    const changing = inferModel(setup, run, undefined, async () => {
      const result = await computeModel(setup, run)
      utimesSync(join(folder, file), new Date(), new Date(1e12))
      return result
    })
    await expect(changing).rejects.toMatchObject({
      code: 'INPUT_CHANGED',
      message: expect.stringContaining(`${join(folder, file)} was written or removed`),
    })
    expect(await (await findSlot(setup, run))?.read({ withScores: false })).toBe('absent')
  },
)

describe('odd models', () => {
  test.each([
    ['wrong_input_name.onnx', 'MODEL_SIGNATURE', /no input tokens_cont.*tokens_continuous/],
    ['output_3features.onnx', 'MODEL_SIGNATURE', /x_hat has shape \[batch, 18, 3\]/],
    ['nan_weights.onnx', 'MODEL_OUTPUT_NOT_FINITE', /NaN or infinity for each of 60/],
    // Its weights lie in a file that is not beside it.
    ['external_data.onnx', 'MODEL_UNREADABLE', /external_data\.onnx\.data/],
  ])('%s is refused', async (model, code, why) => {
    const error = await inferOdd(model, goodData).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ReportError)
    expect(error).toMatchObject({ code })
    expect((error as Error).message).toMatch(/best_val\.onnx/)
    expect((error as Error).message).toMatch(why)
  })

  test.each<[string, (model: Buffer) => Buffer, RegExp]>([
    ['an empty file', () => Buffer.alloc(0), /the file is empty/],
    ['a truncated model', (model) => model.subarray(0, 5429), /Protobuf parsing failed/],
    ['a text', () => Buffer.from('not a model'), /Protobuf parsing failed/],
  ])('%s is refused', async (_, damage, why) => {
    const runDir = createRun(temporary(), 'good.onnx')
    const model = join(runDir, 'best_val.onnx')
    writeFileSync(model, damage(readFileSync(join(odd, 'good.onnx'))))
    const setup = await prepareInference({
      dataConfig: { path: goodData },
      options: parseInferenceOptions(),
      runDir,
    })
    await expect(inferModel(setup, { runId: 'damaged', runDir })).rejects.toMatchObject({
      code: 'MODEL_UNREADABLE',
      message: expect.stringMatching(why),
    })
  })

  test('a batch axis fixed to 1 gives the same as a dynamic one', async () => {
    const good = await inferOdd('good.onnx', goodData)
    const fixed = await inferOdd('fixed_batch1.onnx', goodData)
    expect(fixed.summary.baseline.mse_mean).toBeCloseTo(good.summary.baseline.mse_mean ?? NaN, 6)
  })

  test('a float16 output is widened', async () => {
    const good = await inferOdd('good.onnx', goodData)
    const half = await inferOdd('float16_output.onnx', goodData)
    expect(half.summary.baseline.mse_mean).toBeCloseTo(good.summary.baseline.mse_mean ?? NaN, 3)
  })

  test('weights in a file beside the model are found', async () => {
    const good = await inferOdd('good.onnx', goodData)
    const external = await inferOdd('external_data.onnx', goodData, ['external_data.onnx.data'])
    expect(external.summary).toEqual(good.summary)
  })

  test('a broken model leaves the results of the others intact', async () => {
    const root = temporary()
    const runs = [
      'good.onnx',
      'wrong_input_name.onnx',
      'nan_weights.onnx',
      'float16_output.onnx',
    ].map((model) => ({ runId: model, runDir: createRun(root, model) }))
    const setup = await prepareInference({
      dataConfig: { path: goodData },
      options: parseInferenceOptions(),
      runDir: root,
    })
    const results = await Promise.allSettled(inferModels(setup, runs).values())
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ])
  })
})

describe('odd data', () => {
  test.each<[string, FakeEventsOptions, string, RegExp]>([
    ['another width', { nTokens: 17 }, 'DATASET_SHAPE', /87 columns; expected 92/],
    [
      'NaN and infinity in the train split',
      {
        edit: (row, event, split) => {
          if (split === 'train' && event === 5) row[20] = Number.NaN
          if (split === 'train' && event === 9) row[21] = Number.POSITIVE_INFINITY
        },
      },
      'NORMALISATION_NOT_FINITE',
      /2 rows of dataset X_train.*row 5.*E, pT/,
    ],
    [
      'a negative id',
      {
        edit: (row, event, split) => {
          if (split === 'test' && event === 4) row[1] = -1
        },
      },
      'INVALID_TOKEN_ID',
      /Token id -1 in row 4 of dataset X_test/,
    ],
    ['no events', { nEvents: { test: 0 } }, 'EMPTY_SPLIT', /X_test.*holds no events/],
  ])('%s is refused', async (_, options, code, why) => {
    const data = await written(options)
    const error = await inferOdd('good.onnx', data).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ReportError)
    expect(error).toMatchObject({ code })
    expect((error as Error).message).toContain(data)
    expect((error as Error).message).toMatch(why)
  })

  test('the first half of a file is refused', async () => {
    const data = join(temporary(), 'half.h5')
    const whole = readFileSync(goodData)
    writeFileSync(data, whole.subarray(0, whole.length / 2))
    await expect(inferOdd('good.onnx', data)).rejects.toMatchObject({
      code: 'DATA_FILE_UNREADABLE',
      message: expect.stringMatching(/half\.h5 is not a readable HDF5 file/),
    })
  })

  test('a chunk that cannot be decompressed is an error, not zeros', async () => {
    await expect(inferOdd('good.onnx', await damagedData())).rejects.toMatchObject({
      code: 'DATA_READ_FAILED',
      message: expect.stringMatching(/Rows 0 to 59 of dataset X_test of .*\.h5/),
    })
  })

  test('rows with NaN or infinities are counted and left out', async () => {
    const data = await written({
      edit: (row, event, split) => {
        if (split !== 'test') return
        if (event === 3) row[40] = Number.NaN
        if (event === 7) row[41] = Number.POSITIVE_INFINITY
        if (event === 11) row[42] = Number.NEGATIVE_INFINITY
        if (event === 20) row.fill(Number.NaN, 20)
        if (event === 30) row[18] = Number.NaN
      },
    })
    const { summary } = await inferOdd('good.onnx', data)
    expect(summary).toMatchObject({ n_events: 60, n_invalid: 5 })
    expect(summary.baseline.mse_mean).toBeGreaterThan(0)
  })

  test('float64 data give the same as float32', async () => {
    const good = await inferOdd('good.onnx', goodData)
    const wide = await inferOdd('good.onnx', await written({ doubles: true }))
    expect(wide.summary).toEqual(good.summary)
  })

  test('a good file can be read after a broken one', async () => {
    await inferOdd('good.onnx', await damagedData()).catch(() => {})
    expect((await inferOdd('good.onnx', goodData)).summary.n_events).toBe(60)
  })
})

const field = outsidePath('field/hdf5')
describe.skipIf(!field)('sound data of other kinds (needs the data beside the checkout)', () => {
  const file = (name: string) => join(field as string, name)

  test('float16 gives nearly the same', async () => {
    const good = await inferOdd('good.onnx', goodData)
    const half = await inferOdd('good.onnx', file('float16.h5'))
    expect(half.summary.n_events).toBe(good.summary.n_events)
  })

  test('LZF is named with what to do', async () => {
    await expect(inferOdd('good.onnx', file('lzf.h5'))).rejects.toMatchObject({
      code: 'DATASET_FILTER',
      message: expect.stringMatching(/^(?!.*damage).*LZF \(filter 32000\).*h5repack/),
    })
  })

  test('labels 1 and 2 are named with the option that says which is positive', async () => {
    const data = file('labels_1_2.h5')
    await expect(inferOdd('good.onnx', data)).rejects.toThrow(
      /labels are 1 \(28 events\), 2 \(32 events\), .*inference\.positive_label=1/,
    )
    const { summary } = await inferOdd('good.onnx', data, [], { positive_label: 1 })
    expect(summary.auroc).toBeGreaterThan(0)
  })
})

async function written(options: FakeEventsOptions): Promise<string> {
  const data = join(temporary(), 'events.h5')
  await writeFakeEvents(data, options)
  return data
}

/** A file with 16 bytes flipped in the compressed events of `X_test`, which fill its second half. */
async function damagedData(): Promise<string> {
  const data = await written({ nEvents: { train: 2, val: 2 }, chunkRows: 30 })
  const bytes = readFileSync(data)
  const start = Math.floor(bytes.length * 0.7)
  for (let at = start; at < start + 16; at++) bytes[at] = ~(bytes[at] as number)
  writeFileSync(data, bytes)
  return data
}

/** Runs one of the odd models, as the model of a run, over a data file. */
async function inferOdd(
  model: string,
  data: string,
  beside: string[] = [],
  inference: Record<string, unknown> = {},
): Promise<ModelResult> {
  const root = temporary()
  const runDir = createRun(root, model, beside)
  const setup = await prepareInference({
    dataConfig: { path: data },
    options: parseInferenceOptions(inference),
    runDir,
    mayLieAnywhere: true,
  })
  return inferModel(setup, { runId: model, runDir })
}

function createRun(root: string, model: string, beside: string[] = []): string {
  const runDir = join(root, `run_${model}`)
  mkdirSync(runDir)
  copyFileSync(join(odd, model), join(runDir, 'best_val.onnx'))
  for (const file of beside) copyFileSync(join(odd, file), join(runDir, file))
  return runDir
}

function temporary(): string {
  return mkdtempSync(join(tmpdir(), 'odd-'))
}
