import { maskedCrc32c } from '../../runs/sources/tensorboard/crc32c.ts'
import { bytesField, doubleField, floatField, intField, message } from './protobufMessage.ts'

/** Test support: TensorBoard's event files. */

/** An event with the values of a summary. */
export function summaryEvent(
  { step, wallTime }: { readonly step: number; readonly wallTime: number },
  ...values: readonly Uint8Array[]
): Uint8Array {
  const summary = message(...values.map((value) => bytesField(1, value)))
  return message(doubleField(1, wallTime), intField(2, step), bytesField(5, summary))
}

/** A value of a summary as PyTorch writes it. */
export function simpleValue(tag: string, value: number): Uint8Array {
  return message(bytesField(1, tag), floatField(2, value))
}

/** A record around the data, with its checksums. */
export function tfRecord(data: Uint8Array): Buffer {
  const record = Buffer.alloc(12 + data.length + 4)
  record.writeUInt32LE(data.length, 0)
  record.writeUInt32LE(maskedCrc32c(record, 0, 8), 8)
  record.set(data, 12)
  record.writeUInt32LE(maskedCrc32c(data), 12 + data.length)
  return record
}
