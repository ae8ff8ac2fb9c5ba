import { checkArguments, checkOptions, TEXT } from '../../text/checkOptions.ts'
import { N_FEATURES } from '../data/eventBatch.ts'
import type { ModelInput } from './modelInputs.ts'
import { CLASSIFIER_OUTPUTS, type OutputForm, RECONSTRUCTION_OUTPUT } from './modelSignature.ts'
import { MODEL_OPTIONS, type ModelOptions, type ModelSession, openSession } from './session.ts'
import type { SessionOutput } from './sessionOutput.ts'

/**
 * An autoencoder as an ONNX session. Inputs go by name: `tokens_cont` [B, nTokens, 4] in float32 or
 * float16, and where the model takes them `tokens_id` int64 [B, nTokens], `globals` [B, nGlobals] and
 * `mask` (1 where a token is valid) [B, nTokens]; output `x_hat` [B, nTokens, 4] in float32 or
 * float16. Made by `loadModel`.
 */
export class Model {
  readonly path: string
  readonly #session: ModelSession

  constructor(session: ModelSession) {
    this.path = session.path
    this.#session = session
  }

  /** Events in a call, where the export fixed it. */
  get fixedBatch(): number | undefined {
    return this.#session.fixedBatch
  }

  /**
   * The reconstruction [nEvents, nTokens, 4] of a batch.
   *
   * @throws {ReportError} MODEL_RUN_FAILED, such as for an id that the embedding does not have
   */
  async reconstruct(input: ModelInput): Promise<Float32Array> {
    return this.#session.run(input)
  }

  /**
   * The reconstruction of a batch as `values`, with the indices of codebooks (outputs of integers per event)
   * where the model gives them.
   *
   * @throws {ReportError} MODEL_RUN_FAILED
   */
  async reconstructWithCodes(input: ModelInput): Promise<SessionOutput> {
    return this.#session.runWithCodes(input)
  }

  /** Frees the session's memory. */
  async close(): Promise<void> {
    await this.#session.close()
  }
}

const RECONSTRUCTION: OutputForm = {
  what: 'the reconstruction',
  names: [RECONSTRUCTION_OUTPUT],
  dims: (shape) => ('columns' in shape ? [shape.columns] : [shape.nTokens, N_FEATURES]),
  others: { names: CLASSIFIER_OUTPUTS, helper: 'classification()' },
}

/**
 * Loads a run's autoencoder (`best_val.onnx`, else `model.onnx`) or an ONNX file, and checks the names,
 * types and shapes of its inputs and its output.
 *
 * @param path a run directory or an ONNX file
 * @throws {ReportError} as `openSession` does
 */
export async function loadModel(path: string, options: ModelOptions = {}): Promise<Model> {
  checkArguments('OPTION_INVALID', 'loadModel', { path }, { path: TEXT })
  checkOptions('OPTION_INVALID', 'loadModel', options, MODEL_OPTIONS)
  return new Model(await openSession(path, RECONSTRUCTION, options))
}
