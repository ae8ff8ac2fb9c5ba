import { crc32 } from 'node:zlib'
import { BLOCK_BYTES, CHUNK, CHUNK_HEAD_BYTES, LOG_HEAD } from '../../runs/sources/wandb/format.ts'
import { bytesField, intField, message } from './protobufMessage.ts'

/** Test support: the `.wandb` files of W&B. */

/** A file with these records, in as many chunks as its blocks ask for. */
export function wandbLog(...records: readonly Uint8Array[]): Buffer {
  const parts: Buffer[] = [LOG_HEAD]
  let position = LOG_HEAD.length

  function write(part: Buffer): void {
    parts.push(part)
    position += part.length
  }

  for (const record of records) {
    let rest = Buffer.from(record)
    for (let isFirst = true; isFirst || rest.length > 0; isFirst = false) {
      let left = BLOCK_BYTES - (position % BLOCK_BYTES)
      if (left < CHUNK_HEAD_BYTES) {
        write(Buffer.alloc(left))
        left = BLOCK_BYTES
      }
      const data = rest.subarray(0, left - CHUNK_HEAD_BYTES)
      rest = rest.subarray(data.length)
      const isLast = rest.length === 0
      const inner = isFirst ? CHUNK.first : isLast ? CHUNK.last : CHUNK.middle
      write(chunk(isFirst && isLast ? CHUNK.whole : inner, data))
    }
  }
  return Buffer.concat(parts)
}

function chunk(type: number, data: Buffer): Buffer {
  const head = Buffer.alloc(CHUNK_HEAD_BYTES)
  head.writeUInt16LE(data.length, 4)
  head.writeUInt8(type, 6)
  head.writeUInt32LE(crc32(data, crc32(head.subarray(6))), 0)
  return Buffer.concat([head, data])
}

/** A row of the history from the JSON of its values. */
export function historyRecord(row: Readonly<Record<string, string>>): Uint8Array {
  return message(bytesField(2, message(...items(row))))
}

export function summaryRecord(values: Readonly<Record<string, string>>): Uint8Array {
  return message(bytesField(3, message(...items(values))))
}

/** The record of the run, with its settings. */
export function runRecord(id: string, config: Readonly<Record<string, string>>): Uint8Array {
  const settings = bytesField(4, message(...items(config)))
  return message(bytesField(17, message(bytesField(1, id), settings)))
}

/** As protobuf has it, a code of 0 is left out. */
export function exitRecord(code: number): Uint8Array {
  return message(bytesField(18, code === 0 ? message() : message(intField(1, code))))
}

function items(values: Readonly<Record<string, string>>) {
  return Object.entries(values).map(([key, json]) =>
    bytesField(1, message(bytesField(1, key), bytesField(16, json))),
  )
}
