/** Against per-event errors, aggregates and AUROCs that PyTorch, numpy and scikit-learn computed. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { computeAuroc } from '../../stats/auroc.ts'
import { createEventBatch } from '../data/eventBatch.ts'
import { type Normalisation, normalise } from '../data/normalisation.ts'
import { openDataset } from '../data/openDataset.ts'
import { loadModel } from '../model/model.ts'
import { aggregateMetrics } from '../scores/aggregateMetrics.ts'
import { BASELINE, type EventScores, scoreEvents } from '../scores/eventScores.ts'
import { computeReconstructionMetrics } from '../scores/reconstructionMetrics.ts'

const sweep = join(import.meta.dirname, '../../../../shared/sweeps/compare_globals_heads')
const truth = join(sweep, 'truth')
const N_EVENTS = 500

describe.skipIf(!existsSync(truth))('the recorded sweep', () => {
  const data = join(sweep, 'data/4tops_splitted.h5')
  const runIds = existsSync(sweep) ? readdirSync(join(sweep, 'outputs/runs')) : []
  let summary: { models: Record<string, Record<string, Record<string, number>>> }
  beforeAll(() => {
    summary = JSON.parse(readFileSync(join(truth, 'summary.json'), 'utf8'))
  })

  test('the normalisation is that of the train split, to float32', async () => {
    const norm = JSON.parse(readFileSync(join(truth, 'norm.json'), 'utf8'))
    const dataset = await openDataset({ path: data })
    dataset.close()
    expect(dataset.normalisation).toEqual({
      mean: norm.mu_float64.map(Math.fround),
      sd: norm.sd_float64.map(Math.fround),
    } satisfies Normalisation)
  })

  test('events are read and normalised as they were fed to the models', async () => {
    const dataset = await openDataset({ path: data })
    const batch = createEventBatch(dataset, N_EVENTS)
    dataset.read(0, batch)
    dataset.close()
    expect(Array.from(dataset.labels ?? [])).toEqual(Array.from(readInt64('labels'), Number))
    expect(batch.ids).toEqual(Int32Array.from(readInt64('baseline.tokens_id'), Number))
    expect(batch.globals).toEqual(readFloat32('baseline.globals'))
    const fed = readFloat32('baseline.tokens_cont')
    normalise(batch.features, batch.features.length, dataset.normalisation, batch.features)
    expect(largestDifference(batch.features, fed)).toBeLessThan(1e-6)
  })

  describe.each(runIds)('%s', (runId) => {
    const modelFile = join(sweep, 'outputs/runs', runId, 'best_val.onnx')

    test.each(['baseline', 'gaussian_noise', 'token_permutation'])(
      'per-event errors of the recorded %s arrays',
      async (variant) => {
        const ids = Int32Array.from(readInt64(`${variant}.tokens_id`), Number)
        const features = readFloat32(`${variant}.tokens_cont`)
        const globals = readFloat32(`${variant}.globals`)
        const model = await loadModel(modelFile)
        const predictions = await model.reconstruct({ nEvents: N_EVENTS, features, ids, globals })
        await model.close()
        const metrics = computeReconstructionMetrics(predictions, features, { ids })
        const [mse, mae] = recordedErrors(runId, variant)
        expect(largestRelativeDifference(metrics.perEventErrors, mse)).toBeLessThan(1e-5)
        expect(largestRelativeDifference(metrics.perEventAbsoluteErrors, mae)).toBeLessThan(1e-5)
      },
    )

    test('aggregates and AUROC of the recorded errors', () => {
      const expected = summary.models[runId] ?? {}
      const [baseline] = recordedErrors(runId, 'baseline')
      for (const [variant, numbers] of Object.entries(expected)) {
        recordedErrors(runId, variant).forEach((errors, i) => {
          for (const [name, value] of Object.entries(aggregateMetrics(errors))) {
            const recorded = numbers[`${i === 0 ? 'mse' : 'mae'}_${name}`]
            if (recorded !== undefined) expect(value / recorded).toBeCloseTo(1, 9)
          }
        })
        if (variant === 'baseline') continue
        const pooled = [...baseline, ...recordedErrors(runId, variant)[0]]
        const isCorrupted = pooled.map((_, i) => (i < N_EVENTS ? 0 : 1))
        const { auroc } = computeAuroc(pooled, isCorrupted, { positiveLabel: 1 })
        expect(auroc).toBeCloseTo(numbers.auroc_mse_vs_baseline as number, 12)
      }
    })

    test('the whole way from the data file, in batches that do not divide it', async () => {
      const dataset = await openDataset({ path: data })
      const model = await loadModel(modelFile)
      const scores = await scoreEvents(model, dataset, { batchSize: 97 })
      await model.close()
      dataset.close()
      const { mse } = scores.get(BASELINE) as EventScores
      expect(largestRelativeDifference(mse, recordedErrors(runId, 'baseline')[0])).toBeLessThan(
        1e-5,
      )
      const { auroc } = computeAuroc(mse, dataset.labels ?? [])
      const recorded = summary.models[runId]?.baseline?.auroc_mse_vs_label_signal_positive
      expect(Math.abs((auroc ?? 0) - (recorded ?? Number.NaN))).toBeLessThan(1e-4)
    })
  })
})

function readBuffer(name: string): ArrayBuffer {
  return new Uint8Array(readFileSync(join(truth, name))).buffer
}

function readFloat32(name: string): Float32Array {
  return new Float32Array(readBuffer(`${name}.f32`))
}

function readInt64(name: string): BigInt64Array {
  return new BigInt64Array(readBuffer(`${name}.i64`))
}

function recordedErrors(runId: string, variant: string): [Float32Array, Float32Array] {
  const errors = readFloat32(`${runId}.${variant}.mse_mae`)
  return [errors.subarray(0, N_EVENTS), errors.subarray(N_EVENTS)]
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0)
}

function largestRelativeDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value / (b[i] as number) - 1)), 0)
}
