import { type EventShape, N_FEATURES } from '../data/eventBatch.ts'
import { writeFloat16 } from '../data/float16.ts'

/** What goes into a model; arrays are in C order and hold at least `nEvents` events. */
export interface ModelInput {
  readonly nEvents: number
  /** The index of the first event in the data, for errors. Default: not known. */
  readonly firstEvent?: number
  /** [nEvents, nTokens, 4], normalised; of events that are plain rows, [nEvents, columns]. */
  readonly features: Float32Array
  /** [nEvents, nTokens]; 0 is padding. */
  readonly ids: Int32Array
  /** [nEvents, nGlobals], as in the file. */
  readonly globals: Float32Array
}

/** The inputs that a model over events of tokens may have; the first is needed. */
export const INPUT_NAMES = ['tokens_cont', 'tokens_id', 'globals', 'mask'] as const
export type InputName = (typeof INPUT_NAMES)[number]

type InputType = 'float32' | 'float16' | 'int64' | 'int32' | 'bool'

interface InputSpec {
  readonly types: readonly InputType[]
  /** The shape, without the batch axis. */
  readonly dims: (shape: EventShape) => number[]
  readonly values: (input: ModelInput) => Float32Array | Int32Array
}

export const INPUTS: Readonly<Record<InputName, InputSpec>> = {
  tokens_cont: {
    types: ['float32', 'float16'],
    dims: ({ nTokens }) => [nTokens, N_FEATURES],
    values: ({ features }) => features,
  },
  tokens_id: {
    types: ['int64', 'int32'],
    dims: ({ nTokens }) => [nTokens],
    values: ({ ids }) => ids,
  },
  globals: {
    types: ['float32', 'float16'],
    dims: ({ nGlobals }) => [nGlobals],
    values: ({ globals }) => globals,
  },
  mask: {
    types: ['int64', 'int32', 'bool', 'float32', 'float16'],
    dims: ({ nTokens }) => [nTokens],
    values: ({ ids }) => ids.map((id) => (id === 0 ? 0 : 1)),
  },
}

/** An input that a model has: what it is fed with, what the model calls it, and in which type it wants it. */
export interface FoundInput {
  readonly values: InputSpec['values']
  readonly name: string
  readonly type: InputType
  /** The shape, without the batch axis. */
  readonly dims: readonly number[]
}

/** The only input of a model over events that are plain rows. */
export const ROW_INPUT: Pick<InputSpec, 'types' | 'values'> = INPUTS.tokens_cont

/** What goes into a tensor. */
export interface TensorParts {
  readonly name: string
  readonly type: InputType
  readonly data: Float32Array | BigInt64Array | Int32Array | Uint8Array | Uint16Array
  readonly dims: readonly number[]
}

/** One input of a session: fills one array of its own, batch after batch. */
export class Feed {
  readonly #found: FoundInput
  readonly #data: TensorParts['data']

  constructor(found: FoundInput, capacity: number) {
    this.#found = found
    this.#data = allocate(found.type, capacity * size(found.dims))
  }

  /**
   * A batch of `batch` events, filled with `count` events from the `from`-th on; the rest, if any,
   * is whatever was there before. Valid until the next call.
   */
  fill(input: ModelInput, from: number, count: number, batch: number): TensorParts {
    const { dims, name, type, values: valuesOf } = this.#found
    const perEvent = size(dims)
    const data = this.#data
    const values = valuesOf(input).subarray(from * perEvent, (from + count) * perEvent)
    if (data instanceof BigInt64Array) {
      // Through the low words: ids are never negative, and BigInt(id) would be 60 times slower.
      const words = new Int32Array(data.buffer)
      for (let i = 0; i < values.length; i++) words[2 * i] = values[i] as number
    } else if (data instanceof Uint16Array) writeFloat16(values, data)
    else data.set(values)
    return { name, type, data: data.subarray(0, batch * perEvent), dims: [batch, ...dims] }
  }
}

function allocate(type: InputType, length: number): TensorParts['data'] {
  switch (type) {
    case 'float32':
      return new Float32Array(length)
    case 'float16':
      return new Uint16Array(length)
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
