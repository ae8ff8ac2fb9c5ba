import { checkArguments, checkOptions, TEXT } from '../../text/checkOptions.ts'
import type { ModelInput } from './modelInputs.ts'
import type { OutputForm } from './modelSignature.ts'
import { MODEL_OPTIONS, type ModelOptions, type ModelSession, openSession } from './session.ts'

export interface PredictorOptions extends ModelOptions {
  /** The model's name for its output. */
  readonly output: string
}

/**
 * A model of any other kind, such as of a regression or of embeddings, as an ONNX session. Inputs are those of a
 * `Model`, or one input that takes rows; the output is [B, width] or [B], and is taken as it is. Made by
 * `loadPredictor`.
 */
export class Predictor {
  readonly path: string
  /** Numbers per event. */
  readonly width: number
  readonly #session: ModelSession

  constructor(session: ModelSession) {
    this.path = session.path
    this.width = session.outputDims[0] ?? 1
    this.#session = session
  }

  /**
   * The output [nEvents, width] of a batch.
   *
   * @throws {ReportError} MODEL_RUN_FAILED
   */
  async predict(input: ModelInput): Promise<Float32Array> {
    return this.#session.run(input)
  }

  /** Frees the session's memory. */
  async close(): Promise<void> {
    await this.#session.close()
  }
}

const NUMBERS: Omit<OutputForm, 'names'> = {
  what: 'the output',
  dims: () => undefined,
  others: { names: [], helper: '' },
}

/**
 * Loads a run's model (`best_val.onnx`, else `model.onnx`) or an ONNX file that gives any numbers per event, and
 * checks the names, types and shapes of its inputs and its output.
 *
 * @param path a run directory or an ONNX file
 * @throws {ReportError} as `openSession` does
 */
export async function loadPredictor(path: string, options: PredictorOptions): Promise<Predictor> {
  checkArguments('OPTION_INVALID', 'loadPredictor', { path }, { path: TEXT })
  checkOptions('OPTION_INVALID', 'loadPredictor', options, MODEL_OPTIONS, ['output'])
  return new Predictor(await openSession(path, { ...NUMBERS, names: [options.output] }, options))
}
