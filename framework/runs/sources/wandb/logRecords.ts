import { crc32 } from 'node:zlib'
import type { FileWindow } from '../reading/fileWindow.ts'
import { BLOCK_BYTES, CHUNK, CHUNK_HEAD_BYTES, LOG_HEAD } from './format.ts'

/** A record of console output or of a large table is far smaller. */
const MAX_RECORD_BYTES = 256 * 1024 * 1024

/** Why the records of a log end: with the file, within a record, or at a damaged one. */
export type LogEnd =
  | { readonly kind: 'whole' | 'empty' | 'torn' }
  | { readonly kind: 'damaged'; readonly position: number; readonly reason: string }

/**
 * Hands over each record of a `.wandb` file, which holds until the next one, up to the first damaged
 * one or the end.
 *
 * @param take is given the position of the record's last chunk in the file, for messages
 */
export function readLogRecords(
  file: FileWindow,
  take: (record: Uint8Array, position: number) => void,
): LogEnd {
  const head = file.locate(0, LOG_HEAD.length)
  if (head === undefined) return { kind: file.size === 0 ? 'empty' : 'torn' }
  if (!file.buffer.subarray(head, head + LOG_HEAD.length).equals(LOG_HEAD)) {
    return damaged(0, "it does not start as W&B's files do")
  }
  const record = new OpenRecord()
  let position = LOG_HEAD.length
  for (;;) {
    const leftInBlock = BLOCK_BYTES - (position % BLOCK_BYTES)
    if (leftInBlock < CHUNK_HEAD_BYTES) position += leftInBlock
    if (position >= file.size) return { kind: record.isOpen ? 'torn' : 'whole' }
    const chunk = file.locate(position, CHUNK_HEAD_BYTES)
    if (chunk === undefined) return { kind: 'torn' }
    const checksum = file.buffer.readUInt32LE(chunk)
    const length = file.buffer.readUInt16LE(chunk + 4)
    const type = file.buffer.readUInt8(chunk + 6)
    if (length > BLOCK_BYTES - (position % BLOCK_BYTES) - CHUNK_HEAD_BYTES) {
      return damaged(position, 'its length does not fit its block')
    }
    const typed = file.locate(position + CHUNK_HEAD_BYTES - 1, length + 1)
    if (typed === undefined) return { kind: 'torn' }
    if (crc32(file.buffer.subarray(typed, typed + 1 + length)) !== checksum) {
      return damaged(position, 'its checksum does not match')
    }
    const data = file.buffer.subarray(typed + 1, typed + 1 + length)
    const problem = record.add(type, data)
    if (problem !== undefined) return damaged(position, problem)
    const whole = record.close()
    if (whole !== undefined) take(whole, position)
    position += CHUNK_HEAD_BYTES + length
  }
}

function damaged(position: number, reason: string): LogEnd {
  return { kind: 'damaged', position, reason }
}

/** A record whose chunks are being read. */
class OpenRecord {
  #chunks: Uint8Array[] = []
  #bytes = 0
  #isWhole = false

  get isOpen(): boolean {
    return this.#chunks.length > 0
  }

  /** Takes a chunk; returns why it does not belong here, if it does not. */
  add(type: number, data: Uint8Array): string | undefined {
    const isStart = type === CHUNK.whole || type === CHUNK.first
    if (!isStart && type !== CHUNK.middle && type !== CHUNK.last) return `it has the type ${type}`
    if (isStart === this.isOpen) return 'it does not continue the record before it'
    this.#bytes += data.length
    if (this.#bytes > MAX_RECORD_BYTES) return `it has more than ${MAX_RECORD_BYTES} bytes`
    this.#isWhole = type === CHUNK.whole || type === CHUNK.last
    // What lies in the window of the file does not last until the record's last chunk.
    this.#chunks.push(type === CHUNK.whole ? data : Buffer.from(data))
    return undefined
  }

  /** The record, where its last chunk was added. */
  close(): Uint8Array | undefined {
    if (!this.#isWhole) return undefined
    const [first, ...others] = this.#chunks
    const record = others.length === 0 ? first : Buffer.concat(this.#chunks)
    this.#chunks = []
    this.#bytes = 0
    this.#isWhole = false
    return record
  }
}
