import { BinaryReader } from '@bufbuild/protobuf/wire'
import { readMessage, readNested } from '../reading/protobuf.ts'
import { DIMENSION, NUMBER_TYPES, TENSOR, TENSOR_SHAPE } from './format.ts'

/** The number in a `TensorProto` with one element; `undefined` for any other tensor. */
export function scalarOfTensor(bytes: Uint8Array): number | undefined {
  let dtype = 0
  // One whose shape is left out, as PyTorch writes it, has no dimensions.
  let elements = 1
  let content: Uint8Array | undefined
  const values: number[] = []
  readMessage(bytes, (tag, reader) => {
    switch (tag) {
      case TENSOR.dtype:
        dtype = reader.int32()
        return true
      case TENSOR.shape:
        elements = elementsOf(reader)
        return true
      case TENSOR.content:
        content = reader.bytes()
        return true
      case TENSOR.float:
        values.push(reader.float())
        return true
      case TENSOR.double:
        values.push(reader.double())
        return true
      case TENSOR.int:
        values.push(reader.int32())
        return true
      case TENSOR.int64:
        values.push(Number(reader.int64()))
        return true
      case TENSOR.floats:
        takeAll(values, reader.bytes(), (list) => list.float())
        return true
      case TENSOR.doubles:
        takeAll(values, reader.bytes(), (list) => list.double())
        return true
      case TENSOR.ints:
        takeAll(values, reader.bytes(), (list) => list.int32())
        return true
      case TENSOR.int64s:
        takeAll(values, reader.bytes(), (list) => Number(list.int64()))
        return true
      default:
        return false
    }
  })
  const type = NUMBER_TYPES.get(dtype)
  if (type === undefined || elements !== 1 || values.length > 1) return undefined
  if (content === undefined || content.length === 0) return values[0] ?? 0
  if (content.length !== type.bytes) return undefined
  return type.read(new DataView(content.buffer, content.byteOffset, content.byteLength))
}

/** The product of the dimensions: 1 for a shape without any. */
function elementsOf(shape: BinaryReader): number {
  let elements = 1
  readNested(shape, (tag, reader) => {
    if (tag !== TENSOR_SHAPE.dimension) return false
    let size = 0
    readNested(reader, (dimensionTag, dimension) => {
      if (dimensionTag !== DIMENSION.size) return false
      size = Number(dimension.int64())
      return true
    })
    elements *= size
    return true
  })
  return elements
}

/** The numbers of a packed list: two are enough to tell that it is no scalar. */
function takeAll(values: number[], bytes: Uint8Array, read: (list: BinaryReader) => number): void {
  const list = new BinaryReader(bytes)
  while (list.pos < list.len && values.length < 2) values.push(read(list))
}
