import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { fakeModel } from '../../testing/models/fakeModel.ts'
import { corrupt } from '../corruptions/corrupt.ts'
import { parseInferenceOptions } from './inferenceOptions.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import { inferModel } from './inferModel.ts'
import { inferModels } from './inferModels.ts'
import type { Progress } from './modelResult.ts'
import { prepareInference } from './prepareInference.ts'

const root = mkdtempSync(join(tmpdir(), 'infer-'))
const path = join(root, 'events.h5')
const runs = [0.5, 0.9].map((scale) => ({
  runId: `run_${scale}`,
  runDir: join(root, `run_${scale}`),
}))
const [run, other] = runs as [(typeof runs)[0], (typeof runs)[0]]

beforeAll(async () => {
  await writeFakeEvents(path)
  mkdirSync(run.runDir)
  mkdirSync(other.runDir)
  writeFileSync(join(run.runDir, 'best_val.onnx'), fakeModel({ scale: 0.5 }))
  writeFileSync(join(other.runDir, 'best_val.onnx'), fakeModel({ scale: 0.9 }))
})

function prepare(
  inferenceConfig: Record<string, unknown> = {},
  cacheDir?: string,
  data = path,
): Promise<InferenceSetup<'reconstruction'>> {
  const options = parseInferenceOptions(inferenceConfig)
  return prepareInference({ dataConfig: { path: data }, options, runDir: root, cacheDir })
}

describe('the summary of a model', () => {
  test('has errors of the baseline and of each strategy, and AUROC of labels with its interval', async () => {
    const { summary } = await inferModel(await prepare(), run)
    expect(summary).toMatchObject({ auroc_of: 'labels', n_events: 60, n_invalid: 0 })
    expect(Object.keys(summary.baseline)).toEqual(
      ['mse', 'mae'].flatMap((m) => ['mean', 'std', 'p50', 'p95', 'p99'].map((s) => `${m}_${s}`)),
    )
    const [low, high] = summary.auroc_ci ?? []
    // Signal (label 0) has the harder jets, which a model that shrinks everything gets more wrong.
    expect(summary.auroc).toBeGreaterThan(0.5)
    expect(low).toBeLessThan(summary.auroc ?? 0)
    expect(high).toBeGreaterThan(summary.auroc ?? 1)
    expect(summary.strategies.additive_noise).toMatchObject({
      corruption: 'additive_noise',
      params: { strength: 0.1, eta_max: 4.5 },
      mse_mean: expect.any(Number),
      auroc: expect.any(Number),
    })
  })

  test('without labels AUROC is that of the first strategy', async () => {
    const data = join(root, 'unlabelled.h5')
    await writeFakeEvents(data, { labels: false })
    const setup = await prepare(
      { corruption_strategies: ['drop_tokens', 'permutation'] },
      undefined,
      data,
    )
    const { summary, curves } = await inferModel(setup, run)
    expect(summary.auroc_of).toBe('drop_tokens')
    expect(summary.auroc).toBe(summary.strategies.drop_tokens?.auroc)
    expect(Object.keys(curves.roc)).toEqual(['drop_tokens', 'permutation'])
  })

  test('the positive label turns AUROC around', async () => {
    const signal = await inferModel(await prepare(), run)
    const background = await inferModel(await prepare({ positive_label: 1 }), run)
    expect((signal.summary.auroc ?? 0) + (background.summary.auroc ?? 0)).toBeCloseTo(1, 12)
  })

  test('corrupted events are the same events: the interval is that of events as clusters', async () => {
    const strength = [0.01]
    const corruption_strategies = [{ name: 'additive_noise', params: { strength } }]
    const { strategies } = (await inferModel(await prepare({ corruption_strategies }), run)).summary
    const [{ auroc, auroc_ci } = { auroc: null, auroc_ci: null }] = Object.values(strategies)
    const [low = 0, high = 1] = auroc_ci ?? []
    expect(auroc).toBeCloseTo(0.5, 1)
    // DeLong's would be 0.21 wide for twice 60 events that tell nothing apart.
    expect(high - low).toBeLessThan(0.05)
  })

  test('labels of one class have no AUROC but a reason, and the strategies have theirs', async () => {
    const data = join(root, 'one_class.h5')
    await writeFakeEvents(data, { label: () => 1 })
    const { summary } = await inferModel(await prepare({}, undefined, data), run)
    expect(summary).toMatchObject({
      auroc: null,
      auroc_of: 'labels',
      auroc_reason: expect.stringMatching(/two classes/),
      labels: { dataset: 'Y_test', positive: 0, counts: { 1: 60 }, unlabelled: 0 },
    })
    expect(summary.strategies.additive_noise?.auroc).toBeGreaterThan(0)
  })

  test('metrics limit what is computed', async () => {
    const { summary, curves } = await inferModel(await prepare({ metrics: ['mae'] }), run)
    expect(Object.keys(summary.baseline)[0]).toBe('mae_mean')
    expect(summary).toMatchObject({ auroc: null, auroc_ci: null, auroc_of: null })
    expect(curves.roc).toEqual({})
  })

  test('does not depend on the batch size', async () => {
    const corruption_strategies = ['additive_noise', 'global_jet_scramble']
    const one = await inferModel(await prepare({ corruption_strategies }), run)
    const two = await inferModel(await prepare({ corruption_strategies, batch_size: 7 }), run)
    expect(two).toEqual(one)
  })

  test('a longer strength gives larger errors', async () => {
    const strength = [0.05, 0.5, 2]
    const setup = await prepare({
      corruption_strategies: [{ name: 'additive_noise', params: { strength } }],
    })
    const { strategies } = (await inferModel(setup, run)).summary
    const aurocs = Object.values(strategies).map(({ auroc }) => auroc as number)
    expect(aurocs).toEqual(aurocs.toSorted())
    expect(Object.values(strategies).map(({ swept, params }) => params[swept ?? ''])).toEqual(
      strength,
    )
  })

  test('curves count every event', async () => {
    const { histograms } = (await inferModel(await prepare(), run)).curves
    for (const { counts, nZero } of Object.values(histograms)) {
      expect(counts.reduce((a, b) => a + b, nZero)).toBe(60)
    }
  })
})

test('progress counts events of the baseline and of each strategy', async () => {
  const seen: Progress[] = []
  await inferModel(await prepare({ batch_size: 40 }), run, (progress) => seen.push(progress))
  expect(seen.map(({ done }) => done)).toEqual([40, 80, 100, 120])
  expect(seen[0]).toEqual({ runId: run.runId, done: 40, total: 120 })
})

test('raw scores are a Parquet file of one row an event', async () => {
  const { scores, summary } = await inferModel(await prepare({ persist_raw_scores: true }), run)
  const rows = await parquetReadObjects({ file: Uint8Array.from(scores ?? []).buffer })
  expect(rows).toHaveLength(60)
  expect(Object.keys(rows[0] ?? {})).toEqual([
    'event',
    'label',
    'baseline.mse',
    'baseline.mae',
    'additive_noise.mse',
    'additive_noise.mae',
  ])
  expect(rows[59]?.event).toBe(59)
  const mean = rows.reduce((sum, row) => sum + row['baseline.mse'], 0) / rows.length
  expect(mean).toBeCloseTo(summary.baseline.mse_mean ?? NaN, 6)
})

describe('the cache', () => {
  const isComputed = async (setup: InferenceSetup<'reconstruction'>, model = run) => {
    let batches = 0
    await inferModel(setup, model, () => batches++)
    return batches > 0
  }

  test('a finished model is not computed twice, and its result is the same', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const config = { persist_raw_scores: true }
    const first = await inferModel(await prepare(config, cacheDir), run)
    expect(await isComputed(await prepare(config, cacheDir))).toBe(false)
    const again = await inferModel(await prepare(config, cacheDir), run)
    expect(again.summary).toEqual(first.summary)
    expect(again.curves).toEqual(first.curves)
    expect(Buffer.compare(again.scores ?? Buffer.of(), first.scores ?? Buffer.of(0))).toBe(0)
  })

  test('another setting, other data or another model is computed', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const data = join(root, 'changing.h5')
    await writeFakeEvents(data)
    expect(await isComputed(await prepare({}, cacheDir, data))).toBe(true)
    expect(await isComputed(await prepare({ seed: 1 }, cacheDir, data))).toBe(true)
    expect(await isComputed(await prepare({ max_samples: 10 }, cacheDir, data))).toBe(true)
    await writeFakeEvents(data, { seed: 2, nEvents: { test: 61 } })
    expect(await isComputed(await prepare({}, cacheDir, data))).toBe(true)
  })

  test('other weights in a file beside the model are another model', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const runDir = mkdtempSync(join(root, 'external-'))
    writeFileSync(join(runDir, 'best_val.onnx'), fakeModel({ weightsFile: 'scale.bin' }))
    const computed = async (scale: number) => {
      writeFileSync(join(runDir, 'scale.bin'), new Uint8Array(Float32Array.of(scale).buffer))
      return isComputed(await prepare({}, cacheDir), { runId: 'external', runDir })
    }
    expect([await computed(0.5), await computed(0.5), await computed(0.6)]).toEqual([
      true,
      false,
      true,
    ])
  })

  test('other events of the same size and time are other data', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const data = join(root, 'same_stamp.h5')
    const computed = async (met: number) => {
      await writeFakeEvents(data, {
        edit: (row, event, split) => split === 'test' && event === 7 && row.set([met], 18),
      })
      utimesSync(data, 1e9, 1e9)
      return isComputed(await prepare({}, cacheDir, data))
    }
    expect([await computed(1), await computed(1), await computed(2)]).toEqual([true, false, true])
  })

  const entry = (cacheDir: string, ending: string) => {
    const kept = join(cacheDir, 'inference')
    return join(kept, readdirSync(kept).find((name) => name.endsWith(ending)) ?? '')
  }

  test.each<[string, (text: string) => string]>([
    ['cut', (text) => text.slice(0, -20)],
    ['empty', () => ''],
    ['null', () => 'null'],
    ['of another version', (text) => text.replace(/"version":\d+/, '"version":1')],
    [
      'with one digit changed',
      (text) => text.replace(/("mse_mean":0\.\d)\d/, (_, kept) => `${kept}x`),
    ],
  ])('an entry that is %s counts as none and is replaced', async (_, damage) => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const setup = await prepare({}, cacheDir)
    const { summary } = await inferModel(setup, run)
    const file = entry(cacheDir, '.json')
    const whole = readFileSync(file, 'utf8')
    const damaged = damage(whole).replace(
      'x',
      String((Number(/0\.\d(\d)/.exec(whole)?.[1]) + 1) % 10),
    )
    expect(damaged).not.toBe(whole)
    writeFileSync(file, damaged)
    const again = await inferModel(setup, run)
    expect(again).toMatchObject({ summary, wasDamaged: true })
    expect(readFileSync(file, 'utf8')).toBe(whole)
  })

  test('an entry of another model in its place counts as none', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const setup = await prepare({}, cacheDir)
    const { summary } = await inferModel(setup, run)
    const own = entry(cacheDir, '.json')
    const otherCache = mkdtempSync(join(root, 'cache-'))
    await inferModel(await prepare({}, otherCache), other)
    writeFileSync(own, readFileSync(entry(otherCache, '.json')))
    expect((await inferModel(setup, run)).summary).toEqual(summary)
  })

  test('scores that are not as they were written are computed again', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const setup = await prepare({ persist_raw_scores: true }, cacheDir)
    await inferModel(setup, run)
    const file = entry(cacheDir, '.parquet')
    const whole = readFileSync(file)
    writeFileSync(
      file,
      whole.map((byte, at) => (at === 500 ? byte ^ 1 : byte)),
    )
    expect(await isComputed(setup)).toBe(true)
    expect(Buffer.compare(readFileSync(file), whole)).toBe(0)
  })

  test('a cache that cannot be written costs time, never the result, and is reported', async () => {
    const cacheDir = join(root, 'a_file')
    writeFileSync(cacheDir, '')
    const result = await inferModel(await prepare({}, cacheDir), run)
    expect(result.summary.n_events).toBe(60)
    expect(result.notKept).toMatch(/a_file/)
    expect(await isComputed(await prepare({}, cacheDir))).toBe(true)
  })

  test('scores that were not kept are computed when they are asked for', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    expect(await isComputed(await prepare({}, cacheDir))).toBe(true)
    expect(await isComputed(await prepare({ persist_raw_scores: true }, cacheDir))).toBe(true)
    expect(await isComputed(await prepare({}, cacheDir))).toBe(false)
  })

  test('a failure is not kept', async () => {
    const cacheDir = mkdtempSync(join(root, 'cache-'))
    const setup = await prepare({ max_samples: 3 }, cacheDir)
    const broken = { runId: 'broken', runDir: join(root, 'broken') }
    mkdirSync(broken.runDir)
    writeFileSync(join(broken.runDir, 'best_val.onnx'), 'garbage')
    await expect(inferModel(setup, broken)).rejects.toThrow()
    expect(readdirSync(cacheDir)).toEqual([])
  })
})

describe('many models', () => {
  test('give the same results from one process and from several', async () => {
    const corruption_strategies = ['additive_noise', 'drop_tokens']
    const one = inferModels(await prepare({ corruption_strategies }), runs)
    const two = inferModels(await prepare({ corruption_strategies, workers: 2 }), runs.toReversed())
    for (const { runId } of runs) expect(await two.get(runId)).toEqual(await one.get(runId))
    expect(await one.get(run.runId)).not.toEqual(await one.get(other.runId))
  })

  test('report progress and failures of each by itself from several processes', async () => {
    const missing = { runId: 'missing', runDir: join(root, 'missing') }
    const seen = new Set<string>()
    const results = inferModels(await prepare({ workers: 2 }), [missing, ...runs], ({ runId }) =>
      seen.add(runId),
    )
    await expect(results.get('missing')).rejects.toMatchObject({ code: 'MODEL_NOT_FOUND' })
    for (const { runId } of runs) expect((await results.get(runId))?.summary.n_events).toBe(60)
    expect([...seen].toSorted()).toEqual(runs.map(({ runId }) => runId))
  })

  test("know an author's own corruption, whatever the number of workers", async () => {
    corrupt.register('silence', { params: {}, apply: ({ features }) => features.fill(0) })
    const setup = await prepare({ corruption_strategies: ['silence'], workers: 2 })
    for (const result of inferModels(setup, runs).values()) {
      expect((await result).summary.strategies.silence?.mse_mean).toBeGreaterThan(0)
    }
  })
})

test('data without a valid event are refused', async () => {
  const data = join(root, 'all_nan.h5')
  await writeFakeEvents(data, {
    edit: (row, _, split) => {
      if (split === 'test') row[30] = Number.NaN
    },
  })
  await expect(inferModel(await prepare({}, undefined, data), run)).rejects.toMatchObject({
    code: 'DATA_NOT_FINITE',
    message: expect.stringContaining(data),
  })
})

test('a run without usable data config is refused', async () => {
  const options = parseInferenceOptions()
  const refused = prepareInference({ dataConfig: {}, options, runDir: root })
  await expect(refused).rejects.toMatchObject({ code: 'MISSING_DATA_CONFIG' })
})

test('a model in training mode is refused', async () => {
  const runDir = mkdtempSync(join(root, 'training-'))
  writeFileSync(join(runDir, 'best_val.onnx'), fakeModel({ isTraining: true }))
  const refused = inferModel(await prepare(), { runId: 'training', runDir })
  await expect(refused).rejects.toMatchObject({ code: 'MODEL_IN_TRAINING_MODE' })
})

test('other names of inputs and output reach the model', async () => {
  const runDir = mkdtempSync(join(root, 'names-'))
  const model = fakeModel({ scale: 0.5, inputName: 'x', outputName: 'y' })
  writeFileSync(join(runDir, 'best_val.onnx'), model)
  const setup = await prepare({ inputs: { tokens_cont: 'x' }, output: 'y' })
  const { summary } = await inferModel(setup, { runId: 'names', runDir })
  expect(summary).toEqual((await inferModel(await prepare(), run)).summary)
})

test('a wrong layout of the data is refused before any model, unless it is meant so', async () => {
  const data = join(root, 'layout.h5')
  await writeFakeEvents(data, { edit: (row) => row.set([4], 23) })
  await expect(prepare({}, undefined, data)).rejects.toMatchObject({ code: 'DATA_LAYOUT' })
  const meant = await prepare({ check_layout: false }, undefined, data)
  expect((await inferModel(meant, run)).summary.n_events).toBe(60)
})

test('a test file alone works with a z-score', async () => {
  const data = join(root, 'test_alone.h5')
  await writeFakeEvents(data, { splits: ['test'] })
  const { norm } = (await prepare()).data
  if (norm === undefined || norm === 'zscore') throw new Error('not computed')
  const setup = await prepareInference({
    dataConfig: { path: data, norm: { mean: norm.mean, std: norm.sd } },
    options: parseInferenceOptions(),
    runDir: root,
  })
  const { summary } = await inferModel(setup, run)
  expect(summary).toEqual((await inferModel(await prepare(), run)).summary)
})
