import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeFakeEvents } from '../../testing/fakeEvents.ts'
import { fakeModel } from '../../testing/fakeModel.ts'
import { corrupt } from '../corruptions/corrupt.ts'
import { inferModel, type Progress } from './inferModel.ts'
import { inferModels } from './inferModels.ts'
import { type InferenceSetup, prepareInference } from './prepareInference.ts'

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
): Promise<InferenceSetup> {
  return prepareInference({ dataConfig: { path: data }, inferenceConfig, runDir: root, cacheDir })
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
  const isComputed = async (setup: InferenceSetup) => {
    let batches = 0
    await inferModel(setup, run, () => batches++)
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
    appendFileSync(join(run.runDir, 'best_val.onnx.data'), 'weights')
    expect(await isComputed(await prepare({}, cacheDir, data))).toBe(true)
    expect(await isComputed(await prepare({}, cacheDir, data))).toBe(false)
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
  const refused = prepareInference({ dataConfig: {}, runDir: root })
  await expect(refused).rejects.toMatchObject({ code: 'MISSING_DATA_CONFIG' })
})

test('autocast is said to have no effect on a CPU', async () => {
  expect((await prepare()).notes[0]).toMatch(/autocast has no effect on cpu/)
  expect((await prepare({ autocast: false })).notes).toEqual([])
})
