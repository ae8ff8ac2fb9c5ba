import type { FileWindow } from '../reading/fileWindow.ts'
import { maskedCrc32c } from './crc32c.ts'
import { CHECKSUM_BYTES, LENGTH_BYTES } from './format.ts'

const HEAD_BYTES = LENGTH_BYTES + CHECKSUM_BYTES

/** A record of a large image is far smaller. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024

/** A record that ends the file although it is there as a whole. */
export interface BadRecord {
  /** Bytes from the start of the file. */
  readonly position: number
  readonly reason: string
}

/**
 * Hands over the data of each TFRecord, which hold until the next one, up to the first damaged
 * record. A record that is cut by the end of the file is left out: a writer may be about to end it.
 */
export function readTfRecords(
  file: FileWindow,
  take: (data: Uint8Array, position: number) => void,
): BadRecord | undefined {
  let position = 0
  for (;;) {
    const head = file.locate(position, HEAD_BYTES)
    if (head === undefined) return undefined
    const lengthEnd = head + LENGTH_BYTES
    if (maskedCrc32c(file.buffer, head, lengthEnd) !== file.buffer.readUInt32LE(lengthEnd)) {
      return { position, reason: 'the checksum of its length does not match' }
    }
    const length = file.buffer.readUInt32LE(head) + file.buffer.readUInt32LE(head + 4) * 2 ** 32
    if (length > MAX_RECORD_BYTES) {
      return { position, reason: `it has ${length} bytes; at most ${MAX_RECORD_BYTES} are read` }
    }
    const start = file.locate(position + HEAD_BYTES, length + CHECKSUM_BYTES)
    if (start === undefined) return undefined
    const end = start + length
    if (maskedCrc32c(file.buffer, start, end) !== file.buffer.readUInt32LE(end)) {
      return { position, reason: 'its checksum does not match' }
    }
    take(file.buffer.subarray(start, end), position)
    position += HEAD_BYTES + length + CHECKSUM_BYTES
  }
}
