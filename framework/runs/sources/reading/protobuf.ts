import { BinaryReader, type WireType } from '@bufbuild/protobuf/wire'
import { ReportError } from '../../../errors.ts'
import { describeError } from '../../reasons.ts'

/**
 * Reads the value of a field and returns true, or returns false for a field to pass over. A nested
 * message is read by `readNested`.
 */
export type TakeField = (tag: number, reader: BinaryReader) => boolean

/**
 * The number that stands before a field in a message: its number and how its value is written. A
 * field that is written in another way than its format says has another tag, and is passed over.
 */
export function fieldTag(fieldNumber: number, wireType: WireType): number {
  return (fieldNumber << 3) | wireType
}

/**
 * Hands over each field of a protobuf message by its tag, with the reader at its value.
 *
 * @throws {ReportError} RUN_UNUSABLE where the bytes are not a message
 */
export function readMessage(bytes: Uint8Array, take: TakeField): void {
  try {
    readFields(new BinaryReader(bytes), bytes.length, take)
  } catch (error) {
    if (error instanceof ReportError) throw error
    const problem = `not a valid protobuf message: ${describeError(error)}`
    throw new ReportError('RUN_UNUSABLE', problem, { cause: error })
  }
}

/** `readMessage` for the message that is the value of a field, within a call of `readMessage`. */
export function readNested(reader: BinaryReader, take: TakeField): void {
  const length = reader.uint32()
  readFields(reader, reader.pos + length, take)
}

function readFields(reader: BinaryReader, end: number, take: TakeField): void {
  if (end > reader.len) throw new RangeError('a field is longer than the message')
  while (reader.pos < end) {
    const tag = reader.uint32()
    if (tag >>> 3 === 0) throw new RangeError('a field has the number 0')
    if (!take(tag, reader)) reader.skip(tag & 7, tag >>> 3)
  }
  if (reader.pos !== end) throw new RangeError('a field is longer than its message')
}
