import type { OnnxTensor } from './onnxRuntime.ts'

/** Indices of a codebook that a model gives besides its output. */
export interface ModelCodes {
  /** What the model calls them. */
  readonly name: string
  /** [nEvents, perEvent] */
  readonly indices: Int32Array
  readonly perEvent: number
}

/** What a model makes of a batch. */
export interface SessionOutput {
  /** [nEvents, ...outputDims] */
  readonly values: Float32Array
  /** None of a model without outputs of integers. */
  readonly codes: readonly ModelCodes[]
}

/** The codes of an output of integers; none where its first axis is not the batch. */
export function codesOf(name: string, tensor: OnnxTensor | undefined, batch: number): ModelCodes[] {
  if (tensor === undefined || tensor.dims[0] !== batch) return []
  const indices = toInt32(tensor.data)
  return [{ name, indices, perEvent: indices.length / batch }]
}

/** Of 64-bit integers the low words: no codebook has more codes than 32 bits count. */
function toInt32(data: ArrayBufferView): Int32Array {
  const words = new Int32Array(data.buffer, data.byteOffset, data.byteLength / 4)
  return data instanceof BigInt64Array ? words.filter((_, i) => i % 2 === 0) : words.slice()
}

/** What belongs to the first so many events of a batch. */
export function firstEvents(
  { values, codes }: SessionOutput,
  count: number,
  batch: number,
): SessionOutput {
  return {
    values: values.subarray(0, (values.length / batch) * count),
    codes: codes.map(({ indices, perEvent, ...rest }) => ({
      ...rest,
      perEvent,
      indices: indices.subarray(0, count * perEvent),
    })),
  }
}

/** The outputs of several batches as one. */
export function joinOutputs(parts: readonly SessionOutput[]): SessionOutput {
  const joined = <Numbers extends Float32Array | Int32Array>(
    arrays: readonly Numbers[],
    into: Numbers,
  ) => {
    let at = 0
    for (const array of arrays) {
      into.set(array, at)
      at += array.length
    }
    return into
  }
  const lengthOf = (arrays: readonly ArrayLike<number>[]) =>
    arrays.reduce((sum, { length }) => sum + length, 0)
  const values = parts.map((part) => part.values)
  return {
    values: joined(values, new Float32Array(lengthOf(values))),
    codes: (parts[0]?.codes ?? []).map(({ name, perEvent }, i) => {
      const indices = parts.map(({ codes }) => (codes[i] as ModelCodes).indices)
      return { name, perEvent, indices: joined(indices, new Int32Array(lengthOf(indices))) }
    }),
  }
}
