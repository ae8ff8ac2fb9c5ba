/** SQLite's write-ahead log. Source: "WAL-mode File Format", sqlite.org/walformat.html. */

const MAGIC_LITTLE_ENDIAN = 0x377f0682
const MAGIC_BIG_ENDIAN = 0x377f0683
const HEAD_BYTES = 32
const FRAME_HEAD_BYTES = 24

interface Frame {
  /** Counts from 1. */
  readonly page: number
  readonly content: Buffer
}

/**
 * The database with the pages of its log's committed transactions. Frames without the log's salts or
 * with a wrong checksum are remains of an earlier log or cut, and end it.
 *
 * @param onDamage called where one of the log's own frames has a wrong checksum
 */
export function applyWal(database: Buffer, wal: Buffer, onDamage?: () => void): Buffer {
  const { pageBytes, pages, frames } = committedFrames(wal, onDamage)
  if (frames.length === 0) return database
  const result = Buffer.alloc(pages * pageBytes)
  database.copy(result)
  for (const { page, content } of frames) {
    if (page >= 1 && page <= pages) content.copy(result, (page - 1) * pageBytes)
  }
  return result
}

function committedFrames(
  wal: Buffer,
  onDamage?: () => void,
): { pageBytes: number; pages: number; frames: Frame[] } {
  const none = { pageBytes: 0, pages: 0, frames: [] }
  if (wal.length < HEAD_BYTES) return none
  const magic = wal.readUInt32BE(0)
  if (magic !== MAGIC_LITTLE_ENDIAN && magic !== MAGIC_BIG_ENDIAN) return none
  const checksum = new Checksum(magic === MAGIC_BIG_ENDIAN)
  checksum.add(wal, 0, 24)
  if (!checksum.matches(wal, 24)) return none
  const pageBytes = wal.readUInt32BE(8)
  const isPageSize =
    pageBytes >= 512 && pageBytes <= 65_536 && Number.isInteger(Math.log2(pageBytes))
  if (!isPageSize) return none
  const frames: Frame[] = []
  let committed = 0
  let pages = 0
  const frameBytes = FRAME_HEAD_BYTES + pageBytes
  for (let at = HEAD_BYTES; at + frameBytes <= wal.length; at += frameBytes) {
    const hasSalts = wal.compare(wal, 16, 24, at + 8, at + 16) === 0
    checksum.add(wal, at, at + 8)
    checksum.add(wal, at + FRAME_HEAD_BYTES, at + frameBytes)
    if (!hasSalts) break
    if (!checksum.matches(wal, at + 16)) {
      onDamage?.()
      break
    }
    const content = wal.subarray(at + FRAME_HEAD_BYTES, at + frameBytes)
    frames.push({ page: wal.readUInt32BE(at), content })
    const pagesAfterCommit = wal.readUInt32BE(at + 4)
    if (pagesAfterCommit === 0) continue
    committed = frames.length
    pages = pagesAfterCommit
  }
  return { pageBytes, pages, frames: frames.slice(0, committed) }
}

/** The running checksum over the head and all frames: two sums over pairs of 32-bit words. */
class Checksum {
  readonly #isBigEndian: boolean
  #first = 0
  #second = 0

  constructor(isBigEndian: boolean) {
    this.#isBigEndian = isBigEndian
  }

  add(bytes: Buffer, start: number, end: number): void {
    for (let at = start; at < end; at += 8) {
      this.#first = (this.#first + this.#word(bytes, at) + this.#second) >>> 0
      this.#second = (this.#second + this.#word(bytes, at + 4) + this.#first) >>> 0
    }
  }

  /** Compares with what is written at a place, always in big endian. */
  matches(bytes: Buffer, at: number): boolean {
    return bytes.readUInt32BE(at) === this.#first && bytes.readUInt32BE(at + 4) === this.#second
  }

  #word(bytes: Buffer, at: number): number {
    return this.#isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
  }
}
