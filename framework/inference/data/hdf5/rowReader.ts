import type { Dataset, Metadata } from 'h5wasm/node'
import { ReportError } from '../../../errors.ts'
import { float16ToFloat32 } from '../float16.ts'
import { refuseUnreadable } from './hdf5Formats.ts'
import { type FoundDataset, outside } from './hdf5Links.ts'
import { unpackerOf } from './packing.ts'
import type { Values } from './values.ts'

/** Rows that are read at a time, at least: enough to make a call's own cost vanish. */
const ROWS_PER_READ = 4096

const MEBIBYTE = 2 ** 20
/** Deflate makes nothing smaller than by about 1032. */
const MOST_COMPRESSED = 1100

/** What HDF5 says of bytes that are not as they were written. */
const DAMAGE =
  /filter returned failure|inflate|checksum|overflow|truncated|signature|wrong|bad|corrupt/i

/**
 * A numeric dataset read by rows, block by block: blocks are whole chunks, since HDF5 decompresses
 * a chunk again for each part of it that is asked for.
 */
export class RowReader {
  readonly nRows: number
  /** As the file has it. */
  readonly shape: readonly number[]
  /** Values a row: 1 for a one-dimensional dataset, and all of the further axes together. */
  readonly width: number
  readonly path: string
  /** Name of the dataset within the file. */
  readonly dataset: string
  /** Both, for errors. */
  readonly where: string
  readonly #found: FoundDataset
  readonly #dataset: Dataset
  readonly #rowsPerBlock: number
  readonly #unpack: (stored: Values) => Values
  #block: Values = new Float32Array(0)
  #blockStart = 0

  /**
   * @throws {ReportError} DATASET_SHAPE unless it has an axis of events, `DATASET_TYPE` unless it holds
   *   numbers, and so do the attributes by which it is packed, `DATASET_FILTER` for a compression that is
   *   not built in, `DATA_FILE_UNREADABLE` if it claims more than its file can hold
   */
  constructor(found: FoundDataset) {
    const { path, file, library } = found.in
    this.path = path
    this.dataset = found.name
    this.where = `dataset ${found.name} of ${path}`
    this.#found = found
    this.#dataset = new library.Dataset(file.file_id, found.name)
    const { value: metadata, reason } = library.attempt(() => this.#dataset.metadata)
    if (metadata === undefined) throw readError(this.where, 'It', reason)
    this.shape = metadata.shape ?? []
    const [nRows, ...columns] = this.shape
    if (nRows === undefined) {
      throw new ReportError(
        'DATASET_SHAPE',
        `Shape [] of ${this.where}: expected [events] or [events, columns].`,
      )
    }
    refuseUnreadable(this.#dataset, found)
    refuseImpossible(this.where, found, metadata)
    this.#unpack = unpackerOf(this.#dataset, found)
    this.nRows = nRows
    this.width = columns.reduce((product, length) => product * length, 1)
    const rowsPerChunk = metadata.chunks?.[0] ?? 1
    this.#rowsPerBlock = Math.ceil(ROWS_PER_READ / rowsPerChunk) * rowsPerChunk
  }

  /**
   * The rows from `from` (inclusive) to at most `to` (exclusive): as many of them as lie in one
   * block, at least one. The values are valid until the next call.
   *
   * @throws {ReportError} DATA_READ_FAILED
   */
  read(from: number, to: number): { values: Values; nRows: number } {
    const blockStart = from - (from % this.#rowsPerBlock)
    if (this.#block.length === 0 || blockStart !== this.#blockStart) this.#load(blockStart)
    const end = Math.min(to, blockStart + this.#rowsPerBlock)
    const values = this.#block.subarray(
      (from - blockStart) * this.width,
      (end - blockStart) * this.width,
    )
    return { values, nRows: end - from }
  }

  /** The library's own `slice` hides failures behind zeros, and does not know float16. */
  #load(start: number): void {
    const { library, file } = this.#found.in
    const { module } = library
    const end = Math.min(start + this.#rowsPerBlock, this.nRows)
    const { size } = this.#dataset.metadata
    const nBytes = (end - start) * this.width * size
    const address = module._malloc(nBytes)
    try {
      const count = this.shape.map((length, axis) => BigInt(axis === 0 ? end - start : length))
      const offset = this.shape.map((_, axis) => BigInt(axis === 0 ? start : 0))
      const strides = this.shape.map(() => 1n)
      const {
        value: status,
        reason,
        refused,
      } = library.attempt(() =>
        module.get_dataset_data(
          file.file_id,
          this.#found.name,
          count,
          offset,
          strides,
          BigInt(address),
        ),
      )
      if (refused !== undefined) throw outside(this.where, refused)
      if (status === undefined || status < 0) {
        throw readError(this.where, `Rows ${start} to ${end - 1}`, reason)
      }
      const stored = this.#decode(module.HEAPU8.slice(address, address + nBytes).buffer)
      this.#block = this.#unpack(stored)
      this.#blockStart = start
    } finally {
      module._free(address)
    }
  }

  #decode(bytes: ArrayBuffer): Values {
    const { type, size, signed } = this.#dataset.metadata
    const isFloat = type === this.#found.in.library.module.H5T_class_t.H5T_FLOAT.value
    if (isFloat && size === 2) return float16ToFloat32(new Uint16Array(bytes))
    if (isFloat) return size === 4 ? new Float32Array(bytes) : new Float64Array(bytes)
    switch (size) {
      case 1:
        return Float64Array.from(signed ? new Int8Array(bytes) : new Uint8Array(bytes))
      case 2:
        return Float64Array.from(signed ? new Int16Array(bytes) : new Uint16Array(bytes))
      case 4:
        return Float64Array.from(signed ? new Int32Array(bytes) : new Uint32Array(bytes))
      default: {
        const wide = signed ? new BigInt64Array(bytes) : new BigUint64Array(bytes)
        return Float64Array.from(wide, Number)
      }
    }
  }
}

/** A damaged file may claim more rows than anybody has: they would be read, as zeros, for days. */
function refuseImpossible(
  where: string,
  { in: { path }, nBytes }: FoundDataset,
  { shape, size }: Metadata,
): void {
  const claimed = (shape ?? []).reduce((product, length) => product * length, size)
  if (claimed <= MOST_COMPRESSED * (nBytes + MEBIBYTE)) return
  throw new ReportError(
    'DATA_FILE_UNREADABLE',
    `The ${where} claims ${shape?.join(' × ')} values, ${Math.round(claimed / MEBIBYTE)} MiB, which ` +
      `${path} of ${nBytes} bytes cannot hold: it is damaged, or was never filled. Make it again.`,
  )
}

function readError(where: string, what: string, reason: string): ReportError {
  const advice = DAMAGE.test(reason)
    ? 'The file is damaged there: copy or make it again.'
    : 'Check whether all of the file can be read from this machine.'
  return new ReportError(
    'DATA_READ_FAILED',
    `${what} of ${where} cannot be read: ${reason || 'HDF5 gave no reason'}. ${advice}`,
  )
}
