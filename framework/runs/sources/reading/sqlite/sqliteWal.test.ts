import { expect, test } from 'vitest'
import { applyWal } from './sqliteWal.ts'

const PAGE_BYTES = 512
const SALTS = Buffer.from('0102030405060708', 'hex')

/** Independent of the reader: the sums of the format's description, over words in big endian. */
function addWords([first, second]: readonly [number, number], bytes: Buffer): [number, number] {
  let sums: [number, number] = [first, second]
  for (let at = 0; at < bytes.length; at += 8) {
    const a = (sums[0] + bytes.readUInt32BE(at) + sums[1]) % 2 ** 32
    sums = [a, (sums[1] + bytes.readUInt32BE(at + 4) + a) % 2 ** 32]
  }
  return sums
}

interface Frame {
  readonly page: number
  readonly fill: number
  /** Pages of the database where the frame commits, else 0. */
  readonly commit: number
  readonly salts?: Buffer
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index)
  return bytes
}

function wal(...frames: readonly Frame[]): Buffer {
  const head = Buffer.concat([words(0x377f0683, 3_007_000, PAGE_BYTES, 0), SALTS])
  let sums = addWords([0, 0], head)
  const parts = [head, words(...sums)]
  for (const { page, fill, commit, salts = SALTS } of frames) {
    const content = Buffer.alloc(PAGE_BYTES, fill)
    sums = addWords(addWords(sums, words(page, commit)), content)
    parts.push(words(page, commit), salts, words(...sums), content)
  }
  return Buffer.concat(parts)
}

/** The first byte of each page. */
function pagesOf(database: Buffer): number[] {
  return Array.from(
    { length: database.length / PAGE_BYTES },
    (_, i) => database[i * PAGE_BYTES] ?? -1,
  )
}

const DATABASE = Buffer.concat([Buffer.alloc(PAGE_BYTES, 1), Buffer.alloc(PAGE_BYTES, 2)])

test('committed pages replace those of the database, and may make it longer', () => {
  const log = wal({ page: 2, fill: 20, commit: 0 }, { page: 3, fill: 30, commit: 3 })
  expect(pagesOf(applyWal(DATABASE, log))).toEqual([1, 20, 30])
  expect(pagesOf(DATABASE)).toEqual([1, 2])
})

test('of pages that were written several times the last committed one counts', () => {
  const log = wal(
    { page: 1, fill: 10, commit: 2 },
    { page: 1, fill: 11, commit: 2 },
    { page: 1, fill: 12, commit: 0 },
  )
  expect(pagesOf(applyWal(DATABASE, log))).toEqual([11, 2])
})

test('frames with other salts are left from an earlier log', () => {
  const old = { page: 2, fill: 20, commit: 2, salts: Buffer.alloc(8) }
  expect(pagesOf(applyWal(DATABASE, wal({ page: 1, fill: 10, commit: 2 }, old)))).toEqual([10, 2])
})

test('a frame that is cut or damaged ends the log', () => {
  const log = wal({ page: 1, fill: 10, commit: 2 }, { page: 2, fill: 20, commit: 2 })
  expect(pagesOf(applyWal(DATABASE, log.subarray(0, -1)))).toEqual([10, 2])
  log[log.length - 1] = 0
  expect(pagesOf(applyWal(DATABASE, log))).toEqual([10, 2])
})

test('a log that is empty or no log leaves the database as it is', () => {
  expect(applyWal(DATABASE, Buffer.alloc(0))).toBe(DATABASE)
  expect(applyWal(DATABASE, Buffer.alloc(1000, 7))).toBe(DATABASE)
})

test("a damaged page of the log's own is reported, the remains of an earlier log are not", () => {
  const told: string[] = []
  const tell = () => told.push('damaged')
  const whole = wal({ page: 1, fill: 7, commit: 1 }, { page: 1, fill: 8, commit: 1 })
  const damaged = Buffer.from(whole)
  damaged.writeUInt8(9, damaged.length - 1)
  expect(pagesOf(applyWal(Buffer.alloc(PAGE_BYTES), damaged, tell))).toEqual([7])
  expect(told).toEqual(['damaged'])
  const remains = wal(
    { page: 1, fill: 7, commit: 1 },
    { page: 1, fill: 8, commit: 1, salts: Buffer.alloc(8) },
  )
  applyWal(Buffer.alloc(PAGE_BYTES), remains, tell)
  applyWal(Buffer.alloc(PAGE_BYTES), whole.subarray(0, whole.length - 1), tell)
  expect(told).toEqual(['damaged'])
})
