import * as v from 'valibot'
import { COUNT, checkArguments, checkOptions, FINITE, objectOf } from '../../text/checkOptions.ts'
import { corrupt } from '../corruptions/corrupt.ts'
import type { Strategy } from '../corruptions/strategies.ts'
import type { Dataset } from '../data/dataset.ts'
import { createEventBatch, type EventBatch, filledPart, N_FEATURES } from '../data/eventBatch.ts'
import { normalise } from '../data/normalisation.ts'
import type { Model } from '../model/model.ts'
import type { ModelCodes } from '../model/sessionOutput.ts'

export interface ForwardPassOptions {
  /** Events at a time. Default 512. */
  readonly batchSize?: number
  /** Corruptions to run besides the events as they are. Default none. */
  readonly strategies?: readonly Strategy[]
  /** Seed of the corruptions. Default 0. */
  readonly seed?: number
}

/** What the model made of a batch. All arrays are reused: take what you need before the next. */
export interface ForwardBatch {
  /** The corruption that the events went through; undefined for the events as they are. */
  readonly strategy: Strategy | undefined
  /** The events, corrupted or not, in physical units; arrays hold these events and no more. */
  readonly events: EventBatch
  /** [nEvents, nTokens, 4]: what the model was fed, normalised. */
  readonly targets: Float32Array
  /** [nEvents, nTokens, 4] */
  readonly predictions: Float32Array
  /** Indices of codebooks, where the model gives them. */
  readonly codes: readonly ModelCodes[]
}

const ARGUMENTS = {
  model: objectOf('a model, as loadModel returns it'),
  dataset: objectOf('a dataset, as openDataset returns it'),
}
const OPTIONS = { batchSize: COUNT, strategies: v.array(v.looseObject({})), seed: FINITE }

/**
 * Runs a model over a dataset. Each batch is read once, and comes first as it is, then through
 * each of the strategies in turn.
 */
export function runForwardPass(
  model: Model,
  dataset: Dataset,
  options: ForwardPassOptions = {},
): AsyncGenerator<ForwardBatch> {
  checkArguments('OPTION_INVALID', 'runForwardPass', { model, dataset }, ARGUMENTS)
  checkOptions('OPTION_INVALID', 'runForwardPass', options, OPTIONS)
  return passes(model, dataset, options)
}

async function* passes(
  model: Model,
  dataset: Dataset,
  { batchSize = 512, strategies = [], seed = 0 }: ForwardPassOptions,
): AsyncGenerator<ForwardBatch> {
  const { nEvents, normalisation } = dataset
  const capacity = Math.min(batchSize, nEvents)
  const asRead = createEventBatch(dataset, capacity)
  const corrupted = createEventBatch(dataset, capacity)
  const targets = new Float32Array(asRead.features.length)
  for (let event = 0; event < nEvents; event += asRead.nEvents) {
    dataset.read(event, asRead)
    for (const strategy of [undefined, ...strategies]) {
      const events = strategy
        ? corrupt(asRead, {
            name: strategy.name,
            params: strategy.params,
            seed,
            sd: normalisation.sd,
            into: corrupted,
          })
        : asRead
      const length = events.nEvents * events.nTokens * N_FEATURES
      normalise(events.features, length, normalisation, targets)
      const { values: predictions, codes } = await model.reconstructWithCodes({
        nEvents: events.nEvents,
        features: targets,
        ids: events.ids,
        globals: events.globals,
      })
      yield {
        strategy,
        events: filledPart(events),
        targets: targets.subarray(0, length),
        predictions,
        codes,
      }
    }
  }
}
