import { statSync } from 'node:fs'
import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { ReportError } from '../../errors.ts'
import { firstLine } from '../../text/firstLine.ts'
import { type EventShape, N_FEATURES } from '../data/eventBatch.ts'
import { executionProviders } from './executionProviders.ts'
import { float16ToFloat32 } from './float16.ts'
import { findModelFile } from './modelFile.ts'
import { Feed, type ModelInput, type TensorClass } from './modelInputs.ts'
import { checkSignature, OUTPUT, shapeError } from './modelSignature.ts'
import { onnxRuntime } from './onnxRuntime.ts'

export interface ModelOptions extends Partial<EventShape> {
  /** `auto`, `cpu`, or another execution provider that is present. Default `auto`. */
  device?: string
  /** Threads within one operator. Default 1: for small models more are slower. */
  threads?: number
}

/**
 * An autoencoder as an ONNX session. Inputs go by name: `tokens_cont` float32 [B, nTokens, 4], and
 * where the model takes them `tokens_id` int64 [B, nTokens], `globals` float32 [B, nGlobals] and
 * `mask` (1 where a token is valid) [B, nTokens]; output `x_hat` [B, nTokens, 4] in float32 or
 * float16. Made by `loadModel`.
 */
export class Model {
  readonly path: string
  /** Events in a call, where the export fixed it. */
  readonly fixedBatch: number | undefined
  readonly #session: InferenceSession
  readonly #shape: EventShape
  readonly #tensor: TensorClass
  #feeds: Feed[] = []
  #capacity = 0

  constructor(path: string, session: InferenceSession, shape: EventShape, tensor: TensorClass) {
    this.path = path
    this.#tensor = tensor
    this.#session = session
    this.#shape = shape
    this.fixedBatch = checkSignature(path, session, shape)
  }

  /**
   * The reconstruction [nEvents, nTokens, 4] of a batch.
   *
   * @throws {ReportError} `MODEL_RUN_FAILED`, such as for an id that the embedding does not have
   */
  async reconstruct(input: ModelInput): Promise<Float32Array> {
    const { fixedBatch } = this
    if (fixedBatch === undefined) return this.#run(input, 0, input.nEvents)
    const perEvent = this.#shape.nTokens * N_FEATURES
    const reconstruction = new Float32Array(input.nEvents * perEvent)
    for (let from = 0; from < input.nEvents; from += fixedBatch) {
      const count = Math.min(fixedBatch, input.nEvents - from)
      const part = await this.#run(input, from, count)
      reconstruction.set(part.subarray(0, count * perEvent), from * perEvent)
    }
    return reconstruction
  }

  /** Frees the session's memory. */
  async close(): Promise<void> {
    await this.#session.release()
  }

  async #run(input: ModelInput, from: number, count: number): Promise<Float32Array> {
    const batch = this.fixedBatch ?? count
    if (batch > this.#capacity) this.#makeRoom(batch)
    const tensors = Object.fromEntries(
      this.#feeds.map((feed) => [feed.name, feed.tensor(input, from, count, batch)]),
    )
    let output: Tensor
    try {
      output = (await this.#session.run(tensors))[OUTPUT] as Tensor
    } catch (cause) {
      throw new ReportError('MODEL_RUN_FAILED', `${this.path} failed: ${firstLine(cause)}`, {
        cause,
      })
    }
    const expected = [batch, this.#shape.nTokens, N_FEATURES]
    if (output.dims.join() !== expected.join()) {
      throw shapeError(this.path, `output ${OUTPUT}`, output.dims, expected)
    }
    return output.data instanceof Float32Array
      ? output.data
      : float16ToFloat32(output.data as Uint16Array)
  }

  #makeRoom(capacity: number): void {
    this.#capacity = capacity
    this.#feeds = this.#session.inputMetadata
      .filter((metadata) => metadata.isTensor)
      .map((metadata) => new Feed(metadata, this.#shape, capacity, this.#tensor))
  }
}

/**
 * Loads a run's model (`best_val.onnx`, else `model.onnx`) or an ONNX file, and checks the names,
 * types and shapes of its inputs and its output.
 *
 * @param path a run directory or an ONNX file
 * @throws {ReportError} `MODEL_NOT_FOUND`, `MODEL_NOT_EXPORTED`, `MODEL_UNREADABLE`,
 *   `MODEL_SIGNATURE`, `DEVICE_UNAVAILABLE`, `ONNX_RUNTIME_MISSING`
 */
export async function loadModel(
  path: string,
  { nTokens = 18, nGlobals = 2, device = 'auto', threads = 1 }: ModelOptions = {},
): Promise<Model> {
  const isDirectory = statSync(path, { throwIfNoEntry: false })?.isDirectory()
  const file = isDirectory ? findModelFile(path) : path
  const runtime = await onnxRuntime()
  const providers = executionProviders(device, runtime)
  const session = await runtime.InferenceSession.create(file, {
    executionProviders: providers,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  }).catch((cause: unknown) => {
    throw loadError(file, device, cause)
  })
  try {
    return new Model(file, session, { nTokens, nGlobals }, runtime.Tensor)
  } catch (error) {
    await session.release()
    throw error
  }
}

function loadError(file: string, device: string, cause: unknown): ReportError {
  if (device !== 'auto' && device !== 'cpu') {
    return new ReportError(
      'DEVICE_UNAVAILABLE',
      `Model ${file} cannot be loaded with inference.device=${device}: ${firstLine(cause)}. ` +
        'Use inference.device=auto.',
      { cause },
    )
  }
  const isEmpty = statSync(file, { throwIfNoEntry: false })?.size === 0
  return new ReportError(
    'MODEL_UNREADABLE',
    `Model ${file} cannot be loaded: ${isEmpty ? 'the file is empty' : firstLine(cause)}. ` +
      'Export it again, with any external data file beside it.',
    { cause },
  )
}
