import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'

/** Test support: messages of protobuf, field by field. */
type Field = (writer: BinaryWriter) => BinaryWriter

export function message(...fields: readonly Field[]): Uint8Array {
  const writer = new BinaryWriter()
  for (const field of fields) field(writer)
  return writer.finish()
}

/** Bytes, a text or a nested message. */
export function bytesField(number: number, value: Uint8Array | string): Field {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value
  return (writer) => writer.tag(number, WireType.LengthDelimited).bytes(bytes)
}

export function doubleField(number: number, value: number): Field {
  return (writer) => writer.tag(number, WireType.Bit64).double(value)
}

export function floatField(number: number, value: number): Field {
  return (writer) => writer.tag(number, WireType.Bit32).float(value)
}

export function intField(number: number, value: number): Field {
  return (writer) => writer.tag(number, WireType.Varint).int64(value)
}
