import type { InferenceSession } from 'onnxruntime-node'
import type { EventShape } from './eventBatch.ts'
import { INPUTS } from './modelSignature.ts'

/** What goes into a model; arrays are in C order and hold at least `nEvents` events. */
export interface ModelInput {
  nEvents: number
  /** [nEvents, nTokens, 4], normalised. */
  features: Float32Array
  /** [nEvents, nTokens]; 0 is padding. */
  ids: Int32Array
  /** [nEvents, nGlobals], as in the file. */
  globals: Float32Array
}

/** One input of the session, with an array of its own that batches are copied into. */
export interface Feed {
  type: 'float32' | 'int64' | 'int32' | 'bool'
  dims: number[]
  perEvent: number
  data: Float32Array | BigInt64Array | Int32Array | Uint8Array
  fill(input: ModelInput, from: number, count: number): void
}

export function createFeeds(
  session: InferenceSession,
  shape: EventShape,
  batch: number,
): Map<string, Feed> {
  return new Map(
    session.inputMetadata.map((metadata) => {
      const dims = INPUTS.get(metadata.name)?.dims(shape) ?? []
      const type = (metadata.isTensor ? metadata.type : 'float32') as Feed['type']
      return [metadata.name, createFeed(metadata.name, type, dims, batch)]
    }),
  )
}

function createFeed(name: string, type: Feed['type'], dims: number[], batch: number): Feed {
  const perEvent = dims.reduce((product, dim) => product * dim, 1)
  const data = allocate(type, batch * perEvent)
  // An int64 is written through its low word: ids are small and never negative.
  const words = data instanceof BigInt64Array ? new Int32Array(data.buffer) : data
  const stride = data instanceof BigInt64Array ? 2 : 1
  const fill = ({ features, ids, globals }: ModelInput, from: number, count: number): void => {
    const start = from * perEvent
    const length = count * perEvent
    if (name === 'tokens_cont') words.set(features.subarray(start, start + length))
    else if (name === 'globals') words.set(globals.subarray(start, start + length))
    else if (name === 'mask') {
      for (let i = 0; i < length; i++) words[i * stride] = ids[start + i] === 0 ? 0 : 1
    } else for (let i = 0; i < length; i++) words[i * stride] = ids[start + i] as number
  }
  return { type, dims, perEvent, data, fill }
}

function allocate(type: Feed['type'], length: number): Feed['data'] {
  switch (type) {
    case 'float32':
      return new Float32Array(length)
    case 'int64':
      return new BigInt64Array(length)
    case 'int32':
      return new Int32Array(length)
    case 'bool':
      return new Uint8Array(length)
  }
}
