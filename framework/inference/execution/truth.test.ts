/** Against per-event errors, aggregates and AUROCs that PyTorch, numpy and scikit-learn computed. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { computeAuroc } from '../../stats/roc/auroc.ts'
import { outsidePath, recordedPath } from '../../testing/recorded/recorded.ts'
import { createEventBatch } from '../data/eventBatch.ts'
import { type Normalisation, normalise } from '../data/normalisation.ts'
import { openDataset } from '../data/openDataset.ts'
import { loadModel } from '../model/model.ts'
import { aggregateMetrics } from '../scores/aggregateMetrics.ts'
import { BASELINE, type EventScores, scoreEvents } from '../scores/eventScores.ts'
import { computeReconstructionMetrics } from '../scores/reconstructionMetrics.ts'

const VARIANTS = ['baseline', 'gaussian_noise', 'token_permutation']

describe('the recorded sweep', () => {
  const truth = truthOf(recordedPath('sweeps/compare_globals_heads'))

  test('the normalisation is that of the train split, to float32', async () => {
    await checkNormalisation(truth)
  })

  test('events are read and normalised as they were fed to the models', async () => {
    await checkEvents(truth)
  })

  describe.each(truth.runIds)('%s', (runId) => {
    test.each(VARIANTS)('per-event errors of the recorded %s arrays', async (variant) => {
      await checkForwardPass(truth, runId, variant)
    })

    test('aggregates and AUROC of the recorded errors', () => {
      checkAggregates(truth, runId)
    })

    test('per-event errors the whole way from the data file, in batches that do not divide it', async () => {
      await checkScores(truth, runId, 17)
    })
  })
})

const wholeSweep = outsidePath('sweeps/compare_globals_heads')
test.skipIf(!wholeSweep)(
  'all events and models of the whole sweep (needs the data beside the checkout)',
  { tags: ['slow'] },
  async () => {
    const truth = truthOf(wholeSweep as string)
    expect(truth.runIds).toHaveLength(18)
    await checkNormalisation(truth)
    await checkEvents(truth)
    for (const runId of truth.runIds) {
      for (const variant of VARIANTS) await checkForwardPass(truth, runId, variant)
      checkAggregates(truth, runId)
      const { mse, labels } = await checkScores(truth, runId, 97)
      const { auroc } = computeAuroc(mse, labels, { positiveLabel: 0 })
      const recorded = truth.summary[runId]?.baseline?.auroc_mse_vs_label_signal_positive
      // Ties of token-wise models are decided by rounding.
      expect(Math.abs((auroc ?? 0) - (recorded ?? Number.NaN)), runId).toBeLessThan(1e-4)
    }
  },
)

async function checkNormalisation({ data, truth }: Truth): Promise<void> {
  const norm = JSON.parse(readFileSync(join(truth, 'norm.json'), 'utf8'))
  const dataset = await openDataset({ path: data })
  dataset.close()
  expect(dataset.normalisation).toEqual({
    mean: norm.mu_float64.map(Math.fround),
    sd: norm.sd_float64.map(Math.fround),
  } satisfies Normalisation)
}

async function checkEvents({ data, truth }: Truth): Promise<void> {
  const fed = fedEvents(truth, 'baseline')
  const dataset = await openDataset({ path: data })
  const batch = createEventBatch(dataset, fed.nEvents)
  dataset.read(0, batch)
  dataset.close()
  expect(dataset.nEvents).toBe(fed.nEvents)
  const labels = Array.from(readInt64(truth, 'labels'), Number)
  expect(Array.from(dataset.labels ?? [])).toEqual(labels.slice(0, fed.nEvents))
  expect(batch.ids).toEqual(fed.ids)
  expect(batch.globals).toEqual(fed.globals)
  normalise(batch.features, batch.features.length, dataset.normalisation, batch.features)
  expect(largestDifference(batch.features, fed.features)).toBeLessThan(1e-6)
}

async function checkForwardPass(sweep: Truth, runId: string, variant: string): Promise<void> {
  const events = fedEvents(sweep.truth, variant)
  const model = await loadModel(sweep.modelFile(runId))
  const predictions = await model.reconstruct(events)
  await model.close()
  const metrics = computeReconstructionMetrics(predictions, events.features, { ids: events.ids })
  const [mse, mae] = recordedErrors(sweep.truth, runId, variant)
  const where = `${runId} ${variant}`
  expect(metrics.perEventErrors, where).toHaveLength(events.nEvents)
  expect(largestRelativeDifference(metrics.perEventErrors, mse), where).toBeLessThan(1e-5)
  expect(largestRelativeDifference(metrics.perEventAbsoluteErrors, mae), where).toBeLessThan(1e-5)
}

function checkAggregates({ truth, summary }: Truth, runId: string): void {
  const [baseline] = recordedErrors(truth, runId, 'baseline')
  for (const variant of VARIANTS) {
    const numbers = summary[runId]?.[variant] ?? {}
    const errors = recordedErrors(truth, runId, variant)
    for (const [i, metric] of ['mse', 'mae'].entries()) {
      const aggregates = aggregateMetrics(errors[i] as Float32Array)
      for (const name of ['mean', 'std', 'p50', 'p95', 'p99'] as const) {
        const recorded = numbers[`${metric}_${name}`] as number
        expect(aggregates[name] / recorded, `${runId} ${metric}_${name}`).toBeCloseTo(1, 9)
      }
    }
    if (variant === 'baseline') continue
    const pooled = [...baseline, ...errors[0]]
    const isCorrupted = pooled.map((_, i) => (i < baseline.length ? 0 : 1))
    const { auroc } = computeAuroc(pooled, isCorrupted, { positiveLabel: 1 })
    expect(auroc, `${runId} ${variant}`).toBeCloseTo(numbers.auroc_mse_vs_baseline as number, 12)
  }
}

/** The whole way from the data file; returns the errors for further checks. */
async function checkScores({ data, truth, modelFile }: Truth, runId: string, batchSize: number) {
  const dataset = await openDataset({ path: data })
  const model = await loadModel(modelFile(runId))
  const { scores } = await scoreEvents(model, dataset, { batchSize })
  await model.close()
  dataset.close()
  const { mse } = scores.get(BASELINE) as EventScores
  expect(mse).toHaveLength(dataset.nEvents)
  const [recorded] = recordedErrors(truth, runId, 'baseline')
  expect(largestRelativeDifference(mse, recorded), runId).toBeLessThan(1e-5)
  return { mse, labels: dataset.labels ?? [] }
}

/** A sweep with what other software computed from its models. */
interface Truth {
  readonly data: string
  /** The folder of the recorded numbers. */
  readonly truth: string
  readonly runIds: readonly string[]
  readonly modelFile: (runId: string) => string
  /** By run, variant and name of the number. */
  readonly summary: Readonly<Record<string, Record<string, Record<string, number>>>>
}

function truthOf(sweep: string): Truth {
  const truth = join(sweep, 'truth')
  const { models } = JSON.parse(readFileSync(join(truth, 'summary.json'), 'utf8'))
  return {
    data: join(sweep, 'data/4tops_splitted.h5'),
    truth,
    runIds: Object.keys(models),
    modelFile: (runId) => join(sweep, 'outputs/runs', runId, 'best_val.onnx'),
    summary: models,
  }
}

/** The arrays that were fed to every model: ids [N, 18], features [N, 18, 4], globals [N, 2]. */
function fedEvents(truth: string, variant: string) {
  const globals = readFloat32(truth, `${variant}.globals`)
  return {
    nEvents: globals.length / 2,
    ids: Int32Array.from(readInt64(truth, `${variant}.tokens_id`), Number),
    features: readFloat32(truth, `${variant}.tokens_cont`),
    globals,
  }
}

/** Mean squared and mean absolute error of every event. */
function recordedErrors(truth: string, runId: string, variant: string) {
  const errors = readFloat32(truth, `${runId}.${variant}.mse_mae`)
  const nEvents = errors.length / 2
  return [errors.subarray(0, nEvents), errors.subarray(nEvents)] as const
}

function readFloat32(truth: string, name: string): Float32Array {
  return new Float32Array(readBuffer(join(truth, `${name}.f32`)))
}

function readInt64(truth: string, name: string): BigInt64Array {
  return new BigInt64Array(readBuffer(join(truth, `${name}.i64`)))
}

function readBuffer(path: string): ArrayBuffer {
  return new Uint8Array(readFileSync(path)).buffer
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (b[i] as number))), 0)
}

function largestRelativeDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, value, i) => Math.max(worst, Math.abs(value / (b[i] as number) - 1)), 0)
}
