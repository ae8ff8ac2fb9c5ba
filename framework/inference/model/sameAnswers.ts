import { ReportError } from '../../errors.ts'
import type { ModelInput } from './modelInputs.ts'

/** Events that are asked again: enough for dropout to strike some, few enough to cost nothing. */
export const EVENTS_ASKED_AGAIN = 64
/** Far above what the order of additions on a GPU or in another batch changes, far below what dropout does. */
const TOLERANCE = 1e-3
/** What a model chooses of equally good codes may change with the last digit of a sum, in hardly any event. */
const SHARE_OF_MIXED = 0.1

type Answers = Float32Array | Float64Array

/**
 * Refuses a model whose answer for an event is not always the same: one that was exported as it is trained, with
 * dropout or sampling, answers by chance, and one that mixes the events of a batch answers by those beside it.
 *
 * @param path of the model
 * @param input a few events
 * @param ask runs the model over events
 * @throws {ReportError} MODEL_IN_TRAINING_MODE, `MODEL_MIXES_EVENTS`, and what the model throws
 */
export async function refuseChangingAnswers(
  path: string,
  input: ModelInput,
  ask: (input: ModelInput) => Promise<Answers>,
): Promise<void> {
  const nFewer = Math.ceil(input.nEvents / 2)
  // A copy: the runtime may reuse its output.
  const all = (await ask(input)).slice()
  const fewer = (await ask({ ...input, nEvents: nFewer })).slice()
  const [differing] = differences(fewer, all)
  if (differing === undefined) return
  const again = await ask(input)
  const [changed] = differences(again, all)
  if (changed !== undefined) {
    throw new ReportError(
      'MODEL_IN_TRAINING_MODE',
      `Model ${path} gives ${all[changed]} and then ${again[changed]} for the same event: ` +
        'it was exported in training mode, with dropout or with random samples of its latent space. ' +
        'Export it again after model.eval(), taking the mean instead of a sample (docs/export-onnx.md).',
    )
  }
  const perEvent = all.length / input.nEvents
  const mixed = new Set(differences(fewer, all).map((at) => Math.floor(at / perEvent)))
  if (mixed.size < SHARE_OF_MIXED * nFewer) return
  throw new ReportError(
    'MODEL_MIXES_EVENTS',
    `Model ${path} gives ${all[differing]} for event ${Math.floor(differing / perEvent)} in a batch of ` +
      `${input.nEvents} events and ${fewer[differing]} in one of ${nFewer}: what it says of an event depends on the ` +
      'others of its batch. Export it again after model.eval(), without which batch norm takes the statistics of the ' +
      'batch; attention needs batch_first=True where the first axis is that of events (docs/export-onnx.md).',
  )
}

/** Where answers differ, of as many as there are in the first. */
function differences(some: Answers, all: Answers): number[] {
  return [...some.keys()].filter((at) => isDifferent(some[at] as number, all[at] as number))
}

function isDifferent(a: number, b: number): boolean {
  return Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a))
}
