import { ReportError } from '../../errors.ts'
import { COUNT, checkArguments, checkOptions, NUMBERS } from '../../text/checkOptions.ts'
import { N_FEATURES } from '../data/eventBatch.ts'

export interface ReconstructionMetrics {
  /** Means of the per-event errors below, over the events whose error is finite. */
  readonly mse: number
  readonly mae: number
  /** Per event: squared differences summed over valid tokens and features / number of valid tokens. */
  readonly perEventErrors: Float32Array
  /** The same with absolute differences. */
  readonly perEventAbsoluteErrors: Float32Array
}

const OPTIONS = { ids: NUMBERS, nTokens: COUNT }

/**
 * How well events were reconstructed. Note the definition: an event's error is a *sum* over the
 * four features and a mean over its tokens alone; padding (id 0) is left out, and an event without
 * tokens has error 0. Errors are rounded to float32, the precision of what went in.
 *
 * @param predictions [n, nTokens, 4]
 * @param targets [n, nTokens, 4], what the model was fed
 * @param options.ids [n, nTokens], int64 arrays too; all tokens count if left out
 * @param options.nTokens default 18
 * @throws {ReportError} LENGTH_MISMATCH
 */
export function computeReconstructionMetrics(
  predictions: ArrayLike<number>,
  targets: ArrayLike<number>,
  options: { ids?: ArrayLike<number | bigint>; nTokens?: number } = {},
): ReconstructionMetrics {
  const name = 'computeReconstructionMetrics'
  const schemas = { predictions: NUMBERS, targets: NUMBERS }
  checkArguments('OPTION_INVALID', name, { predictions, targets }, schemas)
  const { ids, nTokens = 18 } = options
  // A batch of events, which has both, is given as it is.
  const isBatch = Object.hasOwn(options, 'features')
  checkOptions('OPTION_INVALID', name, isBatch ? { ids, nTokens } : options, OPTIONS)
  const nEvents = targets.length / (nTokens * N_FEATURES)
  const fits = ids === undefined || ids.length === nEvents * nTokens
  if (predictions.length !== targets.length || !Number.isInteger(nEvents) || !fits) {
    throw new ReportError(
      'LENGTH_MISMATCH',
      `${predictions.length} predictions, ${targets.length} targets and ${ids?.length ?? 'no'} ids: ` +
        `expected [n, ${nTokens}, ${N_FEATURES}], the same, and [n, ${nTokens}].`,
    )
  }
  const perEventErrors = new Float32Array(nEvents)
  const perEventAbsoluteErrors = new Float32Array(nEvents)
  const valid = new Uint8Array(nEvents * nTokens).fill(1)
  for (let token = 0; token < (ids?.length ?? 0); token++) {
    if (Number(ids?.[token]) === 0) valid[token] = 0
  }
  for (let event = 0; event < nEvents; event++) {
    const { squared, absolute } = eventError(predictions, targets, valid, event, nTokens)
    perEventErrors[event] = squared
    perEventAbsoluteErrors[event] = absolute
  }
  return {
    mse: finiteMean(perEventErrors),
    mae: finiteMean(perEventAbsoluteErrors),
    perEventErrors,
    perEventAbsoluteErrors,
  }
}

/** The error of one event of a batch; see `computeReconstructionMetrics`. */
export function eventError(
  predictions: ArrayLike<number>,
  targets: ArrayLike<number>,
  ids: ArrayLike<number>,
  event: number,
  nTokens: number,
): { squared: number; absolute: number } {
  let squared = 0
  let absolute = 0
  let nValid = 0
  for (let token = event * nTokens; token < (event + 1) * nTokens; token++) {
    if (ids[token] === 0) continue
    nValid++
    for (let i = token * N_FEATURES; i < (token + 1) * N_FEATURES; i++) {
      const difference = (predictions[i] as number) - (targets[i] as number)
      squared += difference * difference
      absolute += Math.abs(difference)
    }
  }
  const n = Math.max(1, nValid)
  return { squared: squared / n, absolute: absolute / n }
}

function finiteMean(values: Float32Array): number {
  const finite = values.filter(Number.isFinite)
  return finite.reduce((sum, value) => sum + value, 0) / finite.length
}
