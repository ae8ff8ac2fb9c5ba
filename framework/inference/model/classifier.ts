import { probabilitiesOf } from '../../stats/classification/logits.ts'
import { checkArguments, checkOptions, TEXT, YES_OR_NO } from '../../text/checkOptions.ts'
import type { ModelInput } from './modelInputs.ts'
import {
  CLASSIFIER_OUTPUTS,
  LOGITS_OUTPUT,
  type OutputForm,
  RECONSTRUCTION_OUTPUT,
} from './modelSignature.ts'
import { MODEL_OPTIONS, type ModelOptions, type ModelSession, openSession } from './session.ts'

export interface ClassifierOptions extends ModelOptions {
  /** Whether the output is turned into probabilities. Default: where it is called `logits`. */
  readonly isLogits?: boolean | undefined
}

/**
 * A classifier as an ONNX session. Inputs are those of a `Model`, or one input that takes rows; the output
 * is `logits` [B, C], or [B] of two classes, whose softmax or sigmoid are the scores, or `probabilities`
 * or `score`, which are taken as they are. Made by `loadClassifier`.
 */
export class Classifier {
  readonly path: string
  /** Scores per event; 1 where there is one score for the second of two classes. */
  readonly nScores: number
  readonly #session: ModelSession
  readonly #isLogits: boolean

  constructor(session: ModelSession, isLogits: boolean) {
    this.path = session.path
    this.nScores = session.outputDims[0] ?? 1
    this.#session = session
    this.#isLogits = isLogits
  }

  /** Whether outputs are logits, so that the scores are probabilities. */
  get isLogits(): boolean {
    return this.#isLogits
  }

  /**
   * The scores [nEvents, nScores] of a batch, in double precision.
   *
   * @throws {ReportError} MODEL_RUN_FAILED
   */
  async classify(input: ModelInput): Promise<Float64Array> {
    const outputs = await this.outputs(input)
    return this.#isLogits ? probabilitiesOf(outputs, this.nScores) : outputs
  }

  /**
   * The output [nEvents, nScores] of a batch as it is, logits or scores, in double precision.
   *
   * @throws {ReportError} MODEL_RUN_FAILED
   */
  async outputs(input: ModelInput): Promise<Float64Array> {
    return Float64Array.from(await this.#session.run(input))
  }

  /** Frees the session's memory. */
  async close(): Promise<void> {
    await this.#session.close()
  }
}

const CLASS_SCORES: OutputForm = {
  what: 'the scores',
  names: CLASSIFIER_OUTPUTS,
  dims: () => undefined,
  others: { names: [RECONSTRUCTION_OUTPUT], helper: 'reconstruction()' },
}

/**
 * Loads a run's classifier (`best_val.onnx`, else `model.onnx`) or an ONNX file, and checks the names, types
 * and shapes of its inputs and its output.
 *
 * @param path a run directory or an ONNX file
 * @throws {ReportError} as `openSession` does
 */
export async function loadClassifier(
  path: string,
  options: ClassifierOptions = {},
): Promise<Classifier> {
  checkArguments('OPTION_INVALID', 'loadClassifier', { path }, { path: TEXT })
  checkOptions('OPTION_INVALID', 'loadClassifier', options, {
    ...MODEL_OPTIONS,
    isLogits: YES_OR_NO,
  })
  const { isLogits, ...ofModel } = options
  const session = await openSession(path, CLASS_SCORES, ofModel)
  return new Classifier(session, isLogits ?? session.output === LOGITS_OUTPUT)
}
