import { statSync } from 'node:fs'
import { dirname, relative } from 'node:path'
import * as v from 'valibot'
import { ReportError } from '../../errors.ts'
import { isDirectory } from '../../files/isDirectory.ts'
import { liesBeside } from '../../files/liesBelow.ts'
import { readBytes, whyNoFile } from '../../files/regularFile.ts'
import { slashedPath } from '../../files/windowsPath.ts'
import { COUNT, FINITE, TEXT, YES_OR_NO } from '../../text/checkOptions.ts'
import { recordOf } from '../../text/schema/recordOf.ts'
import { firstLine } from '../../text/shorten.ts'
import type { EventShape } from '../data/eventBatch.ts'
import { float16ToFloat32 } from '../data/float16.ts'
import { executionProviders } from './executionProviders.ts'
import { type ExternalDataOptions, externalDataFiles } from './externalData.ts'
import { findModelFile, MAX_MODEL_BYTES } from './modelFile.ts'
import { Feed, type ModelInput } from './modelInputs.ts'
import {
  checkSignature,
  type ModelNames,
  type ModelSignature,
  type OutputForm,
  shapeError,
} from './modelSignature.ts'
import {
  createTensor,
  loadOnnxRuntime,
  type OnnxRuntime,
  type OnnxSession,
  type OnnxTensor,
} from './onnxRuntime.ts'
import { runFailure } from './runFailure.ts'
import { codesOf, firstEvents, joinOutputs, type SessionOutput } from './sessionOutput.ts'

export interface ModelOptions extends Partial<EventShape>, ModelNames, ExternalDataOptions {
  /** Columns of events that are plain rows; such events have no tokens. */
  readonly columns?: number | undefined
  /** `auto`, `cpu`, or another execution provider that is present. Default `auto`. */
  readonly device?: string
  /** Threads within one operator. Default 1: for small models more are slower. */
  readonly threads?: number
}

/** What these options take, for functions that are given them. */
export const MODEL_OPTIONS = {
  nTokens: FINITE,
  nGlobals: FINITE,
  inputs: recordOf(v.optional(TEXT)),
  output: TEXT,
  followExternal: YES_OR_NO,
  columns: FINITE,
  device: TEXT,
  threads: COUNT,
}

interface SessionParts {
  readonly path: string
  readonly runtime: OnnxRuntime
  readonly session: OnnxSession
  readonly signature: ModelSignature
}

/** An ONNX session that is fed events by the names of its inputs, and asked for one output. */
export class ModelSession {
  readonly path: string
  /** Events in a call, where the export fixed it. */
  readonly fixedBatch: number | undefined
  /** What the model calls its output. */
  readonly output: string
  /** The shape of the output, without the batch axis. */
  readonly outputDims: readonly number[]
  readonly #parts: SessionParts
  #feeds: readonly Feed[] = []
  #capacity = 0

  constructor(parts: SessionParts) {
    this.path = parts.path
    this.fixedBatch = parts.signature.fixedBatch
    this.output = parts.signature.output.name
    this.outputDims = parts.signature.output.dims
    this.#parts = parts
  }

  /**
   * The output [nEvents, ...outputDims] for a batch.
   *
   * @throws {ReportError} MODEL_RUN_FAILED, such as for an id that the embedding does not have
   */
  async run(input: ModelInput): Promise<Float32Array> {
    return (await this.runWithCodes(input)).values
  }

  /**
   * The output for a batch, with the indices of a codebook where the model gives them.
   *
   * @throws {ReportError} MODEL_RUN_FAILED, such as for an id that the embedding does not have
   */
  async runWithCodes(input: ModelInput): Promise<SessionOutput> {
    const { fixedBatch } = this
    if (fixedBatch === undefined) return this.#call(input, 0, input.nEvents)
    const parts: SessionOutput[] = []
    for (let from = 0; from < input.nEvents; from += fixedBatch) {
      const count = Math.min(fixedBatch, input.nEvents - from)
      parts.push(firstEvents(await this.#call(input, from, count), count, fixedBatch))
    }
    return joinOutputs(parts)
  }

  /** Frees the session's memory. */
  async close(): Promise<void> {
    await this.#parts.session.release()
  }

  async #call(input: ModelInput, from: number, count: number): Promise<SessionOutput> {
    const { runtime, session, signature } = this.#parts
    const { name, dims } = signature.output
    const batch = this.fixedBatch ?? count
    if (batch > this.#capacity) this.#makeRoom(batch)
    const fed = this.#feeds.map((feed) => feed.fill(input, from, count, batch))
    const tensors = fed.map(({ name, ...parts }) => [name, createTensor(runtime, parts)] as const)
    let outputs: Readonly<Record<string, OnnxTensor>>
    try {
      outputs = await session.run(Object.fromEntries(tensors))
    } catch (cause) {
      const { firstEvent } = input
      throw runFailure(
        this.path,
        cause,
        fed,
        firstEvent === undefined ? undefined : firstEvent + from,
      )
    }
    const output = outputs[name]
    const expected = [batch, ...dims]
    if (output?.dims.join() !== expected.join()) {
      throw shapeError(this.path, `output ${name}`, output?.dims ?? [], expected)
    }
    return {
      values: output.data instanceof Float32Array ? output.data : float16ToFloat32(output.data),
      codes: signature.codes.flatMap((each) => codesOf(each, outputs[each], batch)),
    }
  }

  #makeRoom(capacity: number): void {
    this.#capacity = capacity
    this.#feeds = this.#parts.signature.inputs.map((input) => new Feed(input, capacity))
  }
}

/**
 * Loads a run's model (`best_val.onnx`, else `model.onnx`) or an ONNX file, and checks the names,
 * types and shapes of its inputs and its output.
 *
 * @param path a run directory or an ONNX file
 * @param form what the output must be like
 * @throws {ReportError} MODEL_NOT_FOUND, `MODEL_NOT_EXPORTED`, `MODEL_UNREADABLE`,
 *   `MODEL_EXTERNAL_DATA`, `MODEL_SIGNATURE`, `DEVICE_UNAVAILABLE`, `ONNX_RUNTIME_MISSING`
 */
export async function openSession(
  path: string,
  form: OutputForm,
  {
    nTokens = 18,
    nGlobals = 2,
    columns,
    device = 'auto',
    threads = 1,
    followExternal,
    ...names
  }: ModelOptions = {},
): Promise<ModelSession> {
  const runtime = await loadOnnxRuntime()
  const providers = executionProviders(device, runtime)
  const file = isDirectory(path) ? findModelFile(path) : path
  const problem = whyNoFile(file)
  if (problem !== undefined) throw unreadable(file, `it ${problem}`)
  const external = await externalDataFiles(file, { followExternal })
  const session = await createSession(runtime, file, external, {
    executionProviders: providers,
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  }).catch((cause: unknown) => {
    throw loadError(file, device, cause)
  })
  try {
    const shape = columns === undefined ? { nTokens, nGlobals } : { columns }
    const signature = checkSignature(file, session, shape, form, names)
    return new ModelSession({ path: file, runtime, session, signature })
  } catch (error) {
    await session.release()
    throw error
  }
}

/**
 * The runtime for browsers takes bytes instead of paths, and the other one reads no weights outside of
 * the model's folder by itself.
 */
async function createSession(
  { name, module }: OnnxRuntime,
  file: string,
  external: readonly string[],
  options: Readonly<Record<string, unknown>>,
): Promise<OnnxSession> {
  const areBeside = external.every((path) => liesBeside(file, path))
  if (name === 'onnxruntime-node' && areBeside) return module.InferenceSession.create(file, options)
  const externalData = await Promise.all(
    external.map((path) => ({
      path: slashedPath(relative(dirname(file), path)),
      data: readBytes(path, { maxBytes: MAX_MODEL_BYTES }),
    })),
  )
  return module.InferenceSession.create(readBytes(file, { maxBytes: MAX_MODEL_BYTES }), {
    ...options,
    externalData,
  })
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
  return unreadable(file, isEmpty ? 'the file is empty' : firstLine(cause), cause)
}

function unreadable(file: string, why: string, cause?: unknown): ReportError {
  return new ReportError(
    'MODEL_UNREADABLE',
    `Model ${file} cannot be loaded: ${why}. Export it again, with any external data file beside it.`,
    { cause },
  )
}
