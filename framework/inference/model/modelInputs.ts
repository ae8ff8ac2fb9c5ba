import type { InferenceSession, Tensor } from 'onnxruntime-node'
import { type EventShape, N_FEATURES } from '../data/eventBatch.ts'

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

interface InputSpec {
  types: readonly InputType[]
  /** The shape, without the batch axis. */
  dims: (shape: EventShape) => number[]
  values: (input: ModelInput) => Float32Array | Int32Array
}

/** ONNX Runtime's class of tensors, of whichever build was loaded. */
export type TensorClass = typeof Tensor

type InputType = 'float32' | 'int64' | 'int32' | 'bool'

/** The inputs that a model may have, by name. */
export const INPUTS: ReadonlyMap<string, InputSpec> = new Map<string, InputSpec>([
  [
    'tokens_cont',
    {
      types: ['float32'],
      dims: ({ nTokens }) => [nTokens, N_FEATURES],
      values: ({ features }) => features,
    },
  ],
  [
    'tokens_id',
    {
      types: ['int64', 'int32'],
      dims: ({ nTokens }) => [nTokens],
      values: ({ ids }) => ids,
    },
  ],
  [
    'globals',
    {
      types: ['float32'],
      dims: ({ nGlobals }) => [nGlobals],
      values: ({ globals }) => globals,
    },
  ],
  [
    'mask',
    {
      types: ['int64', 'int32', 'bool', 'float32'],
      dims: ({ nTokens }) => [nTokens],
      values: ({ ids }) => ids.map((id) => (id === 0 ? 0 : 1)),
    },
  ],
])

/** One input of a session: makes tensors over one array of its own, batch after batch. */
export class Feed {
  readonly name: string
  readonly #spec: InputSpec
  readonly #type: InputType
  readonly #dims: number[]
  readonly #data: Float32Array | BigInt64Array | Int32Array | Uint8Array
  readonly #tensor: TensorClass

  /** @param metadata an input that `checkSignature` let pass */
  constructor(
    metadata: InferenceSession.TensorValueMetadata,
    shape: EventShape,
    capacity: number,
    tensor: TensorClass,
  ) {
    this.#tensor = tensor
    this.name = metadata.name
    this.#spec = INPUTS.get(metadata.name) as InputSpec
    this.#type = metadata.type as InputType
    this.#dims = this.#spec.dims(shape)
    this.#data = allocate(this.#type, capacity * size(this.#dims))
  }

  /**
   * A batch of `batch` events, filled with `count` events from the `from`-th on; the rest, if any,
   * is whatever was there before. Valid until the next call.
   */
  tensor(input: ModelInput, from: number, count: number, batch: number): Tensor {
    const perEvent = size(this.#dims)
    const data = this.#data
    const values = this.#spec.values(input).subarray(from * perEvent, (from + count) * perEvent)
    if (data instanceof BigInt64Array) {
      // Through the low words: ids are never negative, and BigInt(id) would be 60 times slower.
      const words = new Int32Array(data.buffer)
      for (let i = 0; i < values.length; i++) words[2 * i] = values[i] as number
    } else data.set(values)
    return new this.#tensor(this.#type, data.subarray(0, batch * perEvent), [batch, ...this.#dims])
  }
}

function allocate(type: InputType, length: number) {
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

function size(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1)
}
