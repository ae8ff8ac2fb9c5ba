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

/**
 * The record with the hyperparameters of a session, as the plugin `hparams` has them.
 *
 * @param hparams name -> a message `google.protobuf.Value`
 */
export function hparamsSession(
  hparams: Readonly<Record<string, Uint8Array>>,
  wallTime = 1_700_000_000,
): Buffer {
  const entries = Object.entries(hparams).map(([name, value]) =>
    bytesField(1, message(bytesField(1, name), bytesField(2, value))),
  )
  const content = message(bytesField(3, message(...entries)))
  const plugin = message(bytesField(1, 'hparams'), bytesField(2, content))
  const metadata = bytesField(9, message(bytesField(1, plugin)))
  const value = message(bytesField(1, '_hparams_/session_start_info'), metadata)
  return tfRecord(summaryEvent({ step: 0, wallTime }, value))
}
