import { BinaryReader } from '@bufbuild/protobuf/wire'
import { readMessage, readNested } from '../reading/protobuf.ts'
import { DIMENSION, NUMBER_TYPES, TENSOR, TENSOR_SHAPE } from './format.ts'

/** The number in a `TensorProto` with one element; `undefined` for any other tensor. */
export function scalarOfTensor(bytes: Uint8Array): number | undefined {
  let dtype = 0
  let elements: number | undefined
  let content: Uint8Array | undefined
  let value: number | undefined
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
        value = reader.float()
        return true
      case TENSOR.double:
        value = reader.double()
        return true
      case TENSOR.int:
        value = reader.int32()
        return true
      case TENSOR.int64:
        value = Number(reader.int64())
        return true
      case TENSOR.floats:
        value = lastOf(reader.bytes(), (list) => list.float())
        return true
      case TENSOR.doubles:
        value = lastOf(reader.bytes(), (list) => list.double())
        return true
      case TENSOR.ints:
        value = lastOf(reader.bytes(), (list) => list.int32())
        return true
      case TENSOR.int64s:
        value = lastOf(reader.bytes(), (list) => Number(list.int64()))
        return true
      default:
        return false
    }
  })
  const type = NUMBER_TYPES.get(dtype)
  if (type === undefined || elements !== 1) return undefined
  if (content === undefined || content.length === 0) return value ?? 0
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

/** The only number of a packed list, where the shape says that there is one. */
function lastOf(bytes: Uint8Array, read: (list: BinaryReader) => number): number | undefined {
  const list = new BinaryReader(bytes)
  let value: number | undefined
  while (list.pos < list.len) value = read(list)
  return value
}
