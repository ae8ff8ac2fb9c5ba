import { ReportError } from '../../errors.ts'
import type { Dataset } from '../data/dataset.ts'
import { createEventBatch } from '../data/eventBatch.ts'
import { normalise } from '../data/normalisation.ts'
import type { Model } from './model.ts'

/** Enough for dropout to strike some of them; few enough to cost nothing. */
const N_EVENTS = 64
/** Far above what the order of additions on a GPU changes, far below what dropout does. */
const TOLERANCE = 1e-3

/**
 * Refuses a model that answers one question in two ways: it was exported as it is trained, with
 * dropout or sampling, and its errors would be chance.
 *
 * @throws {ReportError} `MODEL_IN_TRAINING_MODE`, and what the model and the dataset throw
 */
export async function refuseTrainingMode(model: Model, dataset: Dataset): Promise<void> {
  const batch = createEventBatch(dataset, Math.min(N_EVENTS, dataset.nEvents))
  dataset.read(0, batch)
  const { nEvents, features, ids, globals } = batch
  normalise(features, features.length, dataset.normalisation, features)
  const input = { nEvents, features, ids, globals }
  // A copy: the runtime may reuse its output.
  const first = (await model.reconstruct(input)).slice()
  const second = await model.reconstruct(input)
  const differing = first.findIndex((value, i) => isDifferent(value, second[i] as number))
  if (differing < 0) return
  throw new ReportError(
    'MODEL_IN_TRAINING_MODE',
    `Model ${model.path} gives ${first[differing]} and then ${second[differing]} for the same event: ` +
      'it was exported in training mode, with dropout or with random samples of its latent space. ' +
      'Export it again after model.eval(), taking the mean instead of a sample (docs/export-onnx.md).',
  )
}

function isDifferent(a: number, b: number): boolean {
  return Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a))
}
