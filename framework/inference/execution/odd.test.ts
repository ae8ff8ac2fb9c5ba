/** Broken and unusual models and data files: each ends in a clear message, or works. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ReportError } from '../../errors.ts'
import { parseInferenceOptions } from './inferenceOptions.ts'
import { inferModel } from './inferModel.ts'
import { inferModels } from './inferModels.ts'
import type { ModelResult } from './modelResult.ts'
import { prepareInference } from './prepareInference.ts'

const odd = join(import.meta.dirname, '../../../../shared/sweeps/odd')
const goodData = join(odd, 'good.h5')

describe.skipIf(!existsSync(odd))('odd models', () => {
  test.each([
    ['empty.onnx', 'MODEL_UNREADABLE', /the file is empty/],
    ['truncated.onnx', 'MODEL_UNREADABLE', /Protobuf parsing failed/],
    ['garbage.onnx', 'MODEL_UNREADABLE', /Protobuf parsing failed/],
    ['wrong_input_name.onnx', 'MODEL_SIGNATURE', /no input tokens_cont.*tokens_continuous/],
    ['output_3features.onnx', 'MODEL_SIGNATURE', /x_hat has shape \[batch, 18, 3\]/],
    ['nan_weights.onnx', 'MODEL_OUTPUT_NOT_FINITE', /NaN or infinity for each of 60/],
    ['external_missing.onnx', 'MODEL_UNREADABLE', /external_missing\.onnx\.data/],
  ])('%s is refused', async (model, code, why) => {
    const error = await inferOdd(model, goodData).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ReportError)
    expect(error).toMatchObject({ code })
    expect((error as Error).message).toMatch(/best_val\.onnx/)
    expect((error as Error).message).toMatch(why)
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
    const runs = ['good.onnx', 'garbage.onnx', 'nan_weights.onnx', 'float16_output.onnx'].map(
      (model) => ({ runId: model, runDir: createRun(root, model) }),
    )
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

describe.skipIf(!existsSync(odd))('odd data', () => {
  test.each([
    ['truncated.h5', 'DATA_FILE_UNREADABLE', /not a readable HDF5 file/],
    ['not_hdf5.h5', 'DATA_FILE_UNREADABLE', /not a readable HDF5 file/],
    ['missing_X_test.h5', 'DATASET_NOT_FOUND', /no dataset X_test.*it has: .*X_train/],
    ['wrong_width.h5', 'DATASET_SHAPE', /90 columns; expected 92/],
    ['nan_train.h5', 'NORMALISATION_NOT_FINITE', /2 row\(s\) of dataset X_train.*row 5.*E, pT/],
    ['negative_ids.h5', 'INVALID_TOKEN_ID', /Token id -1 in row 0 of dataset X_test/],
    ['empty_split.h5', 'EMPTY_SPLIT', /X_test.*holds no events/],
    ['no_such_file.h5', 'DATA_FILE_NOT_FOUND', /does not exist/],
  ])('%s is refused', async (data, code, why) => {
    const error = await inferOdd('good.onnx', join(odd, data)).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ReportError)
    expect(error).toMatchObject({ code })
    expect((error as Error).message).toContain(data)
    expect((error as Error).message).toMatch(why)
  })

  test('a chunk that cannot be decompressed is an error, not zeros', async () => {
    const error = await inferOdd('good.onnx', join(odd, 'corrupt_chunk.h5')).catch(
      (e: unknown) => e,
    )
    expect(error).toMatchObject({ code: 'DATA_READ_FAILED' })
    expect((error as Error).message).toMatch(
      /Rows 0 to 59 of dataset X_test of .*corrupt_chunk\.h5/,
    )
  })

  test('rows with NaN or infinities are counted and left out', async () => {
    const { summary } = await inferOdd('good.onnx', join(odd, 'nan_rows.h5'))
    expect(summary).toMatchObject({ n_events: 60, n_invalid: 5 })
    expect(summary.baseline.mse_mean).toBeGreaterThan(0)
  })

  test('float64 data give the same as float32', async () => {
    const good = await inferOdd('good.onnx', goodData)
    const wide = await inferOdd('good.onnx', join(odd, 'float64.h5'))
    expect(wide.summary).toEqual(good.summary)
  })

  test('a good file can be read after a broken one', async () => {
    await inferOdd('good.onnx', join(odd, 'corrupt_chunk.h5')).catch(() => {})
    expect((await inferOdd('good.onnx', goodData)).summary.n_events).toBe(60)
  })
})

const field = join(import.meta.dirname, '../../../../shared/field/hdf5')
describe.skipIf(!existsSync(field))('sound data of other kinds', () => {
  test('float16 gives nearly the same', async () => {
    const good = await inferOdd('good.onnx', goodData)
    const half = await inferOdd('good.onnx', join(field, 'float16.h5'))
    const ratio = (half.summary.baseline.mse_mean ?? 0) / (good.summary.baseline.mse_mean ?? 1)
    expect(Math.abs(ratio - 1)).toBeLessThan(1e-3)
  })

  test('LZF is named with what to do', async () => {
    await expect(inferOdd('good.onnx', join(field, 'lzf.h5'))).rejects.toMatchObject({
      code: 'DATASET_FILTER',
      message: expect.stringMatching(/^(?!.*damage).*LZF \(filter 32000\).*h5repack/),
    })
  })

  test('labels 1 and 2 are named with the option that says which is positive', async () => {
    const data = join(field, 'labels_1_2.h5')
    await expect(inferOdd('good.onnx', data)).rejects.toThrow(
      /labels are 1 \(28 events\), 2 \(32 events\), .*inference\.positive_label=1/,
    )
    const good = await inferOdd('good.onnx', goodData)
    const { summary } = await inferOdd('good.onnx', data, [], { positive_label: 1 })
    expect(summary.auroc).toBe(good.summary.auroc)
  })
})

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
