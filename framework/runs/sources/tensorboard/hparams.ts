import type { BinaryReader } from '@bufbuild/protobuf/wire'
import { readMessage, readNested } from '../reading/protobuf.ts'
import type { Scalar } from '../source.ts'
import { HPARAMS, MAP_ENTRY, SESSION_START, VALUE } from './format.ts'

/** Hands over the hyperparameters in the content of the hparams plugin. */
export function readHparams(
  content: Uint8Array,
  take: (name: string, value: Scalar) => void,
): void {
  readMessage(content, (tag, reader) => {
    if (tag !== HPARAMS.sessionStart) return false
    readNested(reader, (startTag, start) => {
      if (startTag !== SESSION_START.hparam) return false
      readEntry(start, take)
      return true
    })
    return true
  })
}

function readEntry(entry: BinaryReader, take: (name: string, value: Scalar) => void): void {
  let name = ''
  let value: Scalar | undefined
  readNested(entry, (tag, reader) => {
    if (tag === MAP_ENTRY.key) name = reader.string()
    else if (tag === MAP_ENTRY.value) value = readValue(reader)
    else return false
    return true
  })
  if (value !== undefined) take(name, value)
}

function readValue(message: BinaryReader): Scalar | undefined {
  let value: Scalar | undefined
  readNested(message, (tag, reader) => {
    switch (tag) {
      case VALUE.null:
        reader.int32()
        value = null
        return true
      case VALUE.number:
        value = reader.double()
        return true
      case VALUE.string:
        value = reader.string()
        return true
      case VALUE.bool:
        value = reader.bool()
        return true
      default:
        return false
    }
  })
  return value
}
