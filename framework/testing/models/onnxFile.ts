// ONNX files, written by hand: a fraction of a kilobyte of protobuf instead of a package of 27 MB.
// Field numbers: onnx.proto of ONNX 1.8 (opset 13).

export const FLOAT = 1
export const INT64 = 7
export const BOOL = 9
export const FLOAT16 = 10

/** An operation of a graph. */
export function node(operator: string, inputs: string[], output: string): number[] {
  const names = inputs.flatMap((input) => text(1, input))
  return message(1, [...names, ...text(2, output), ...text(4, operator)])
}

/** Weights of a graph. */
export function floatTensor(name: string, dims: number[], values: readonly number[]): number[] {
  const raw = [...new Uint8Array(Float32Array.from(values).buffer)]
  return [
    ...dims.flatMap((dim) => varint(1, dim)),
    ...varint(2, FLOAT),
    ...text(8, name),
    ...message(9, raw),
  ]
}

/** The type and shape of an input or output; a name stands for an axis of any length. */
export function valueInfo(name: string, type: number, dims: (string | number)[]): number[] {
  const shape = dims.flatMap((dim) =>
    message(1, typeof dim === 'number' ? varint(1, dim) : text(2, dim)),
  )
  const tensor = [...varint(1, type), ...message(2, shape)]
  return [...text(1, name), ...message(2, message(1, tensor))]
}

/** A length-delimited field. */
export function message(field: number, content: number[]): number[] {
  return [...base128(field * 8 + 2), ...base128(content.length), ...content]
}

/** A field of text. */
export function text(field: number, content: string): number[] {
  return message(field, [...new TextEncoder().encode(content)])
}

/** A field of an integer. */
export function varint(field: number, value: number): number[] {
  return [...base128(field * 8), ...base128(value)]
}

function base128(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...base128(Math.floor(value / 128))]
}

/** The whole file, of a graph's nodes, weights, inputs and outputs. */
export function onnxFile(graph: readonly number[]): Uint8Array {
  const opset = message(8, [...text(1, ''), ...varint(2, 13)])
  return Uint8Array.from([...varint(1, 7), ...message(7, [...graph]), ...opset])
}
