import { ReportError } from '../../errors.ts'

/** Events that are asked twice: enough for dropout to strike some, few enough to cost nothing. */
export const EVENTS_ASKED_TWICE = 64
/** Far above what the order of additions on a GPU changes, far below what dropout does. */
const TOLERANCE = 1e-3

/**
 * Refuses a model that answers one question in two ways: it was exported as it is trained, with
 * dropout or sampling, and what it says would be chance.
 *
 * @param path of the model
 * @param ask runs the model over the same few events each time
 * @throws {ReportError} MODEL_IN_TRAINING_MODE, and what the model throws
 */
export async function refuseTrainingMode(
  path: string,
  ask: () => Promise<Float32Array | Float64Array>,
): Promise<void> {
  // A copy: the runtime may reuse its output.
  const first = (await ask()).slice()
  const second = await ask()
  const differing = first.findIndex((value, i) => isDifferent(value, second[i] as number))
  if (differing < 0) return
  throw new ReportError(
    'MODEL_IN_TRAINING_MODE',
    `Model ${path} gives ${first[differing]} and then ${second[differing]} for the same event: ` +
      'it was exported in training mode, with dropout or with random samples of its latent space. ' +
      'Export it again after model.eval(), taking the mean instead of a sample (docs/export-onnx.md).',
  )
}

function isDifferent(a: number, b: number): boolean {
  return Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a))
}
