import { statSync } from 'node:fs'
import type { Dataset, File } from 'h5wasm/node'
import { ReportError } from '../../errors.ts'

/** Rows as the file has them; every type but float32 is widened to float64. */
type Values = Float32Array | Float64Array

/** Rows that are read at a time, at least: enough to make a call's own cost vanish. */
const ROWS_PER_READ = 4096

/**
 * Opens an HDF5 file for reading, in place.
 *
 * @throws {ReportError} `DATA_FILE_NOT_FOUND`, or `DATA_FILE_UNREADABLE` if it is no (whole) HDF5
 */
export async function openHdf5(path: string): Promise<File> {
  // Loaded when the first file is: a report without inference does not wait for it.
  const { default: h5wasm, ready } = await import('h5wasm/node')
  // Without this, a chunk that cannot be decompressed comes back as a full array and no error.
  ;(await ready).activate_throwing_error_handler()
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) {
    throw new ReportError(
      'DATA_FILE_NOT_FOUND',
      `Data file ${path} does not exist. Point to it with data.path=…`,
    )
  }
  try {
    return new h5wasm.File(path, 'r')
  } catch (cause) {
    throw new ReportError(
      'DATA_FILE_UNREADABLE',
      `Data file ${path} is not a readable HDF5 file (truncated, or another format): ${hdf5Reason(cause)}.`,
      { cause },
    )
  }
}

/** Whether the file has a dataset of this name at its root. */
export function hasDataset(file: File, name: string): boolean {
  return file.keys().includes(name)
}

/**
 * A numeric dataset read by rows, block by block: blocks are whole chunks, since HDF5 decompresses
 * a chunk again for each part of it that is asked for.
 */
export class RowReader {
  readonly nRows: number
  /** Values a row: 1 for a one-dimensional dataset. */
  readonly width: number
  readonly #dataset: Dataset
  readonly #where: string
  readonly #rowsPerBlock: number
  #block: Values = new Float32Array(0)
  #blockStart = 0

  /** @throws {ReportError} `DATASET_NOT_FOUND`, or `DATASET_SHAPE` unless it has 1 or 2 axes */
  constructor(file: File, name: string) {
    this.#where = `dataset ${name} of ${file.filename}`
    const dataset = hasDataset(file, name) ? file.get(name) : null
    if (!isDataset(dataset)) {
      throw new ReportError(
        'DATASET_NOT_FOUND',
        `There is no ${this.#where}; it has: ${file.keys().join(', ') || 'nothing'}. ` +
          'Name the right one under data.datasets.',
      )
    }
    const shape = dataset.shape ?? []
    const [nRows, width = 1] = shape
    if (nRows === undefined || shape.length > 2) {
      throw new ReportError(
        'DATASET_SHAPE',
        `Shape [${shape.join(', ')}] of ${this.#where}: expected [events] or [events, columns].`,
      )
    }
    this.nRows = nRows
    this.width = width
    this.#dataset = dataset
    const rowsPerChunk = dataset.metadata.chunks?.[0] ?? 1
    this.#rowsPerBlock = Math.ceil(ROWS_PER_READ / rowsPerChunk) * rowsPerChunk
  }

  /**
   * The rows from `from` (inclusive) to at most `to` (exclusive): as many of them as lie in one
   * block, at least one. The values are valid until the next call.
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

  #load(start: number): void {
    const end = Math.min(start + this.#rowsPerBlock, this.nRows)
    let values: unknown
    try {
      values = this.#dataset.slice([[start, end]])
    } catch (cause) {
      throw new ReportError(
        'DATA_READ_FAILED',
        `Rows ${start} to ${end - 1} of ${this.#where} cannot be read: ${hdf5Reason(cause)}. ` +
          'The file is damaged there: copy or make it again.',
        { cause },
      )
    }
    const numbers = toFloats(values)
    if (numbers === undefined) {
      throw new ReportError(
        'DATASET_TYPE',
        `Type ${JSON.stringify(this.#dataset.dtype)} of ${this.#where}: expected numbers.`,
      )
    }
    this.#block = numbers
    this.#blockStart = start
  }
}

/** By what it has: the class is only there once the library was loaded. */
function isDataset(value: unknown): value is Dataset {
  return typeof value === 'object' && value !== null && 'dtype' in value && 'slice' in value
}

function toFloats(values: unknown): Values | undefined {
  if (values instanceof Float32Array || values instanceof Float64Array) return values
  if (values instanceof BigInt64Array || values instanceof BigUint64Array) {
    return Float64Array.from(values, Number)
  }
  return ArrayBuffer.isView(values) ? Float64Array.from(values as Int32Array) : undefined
}

/**
 * What HDF5 says went wrong, in its own words: the innermost entry of its error stack, which reads
 * `#007: file.c line 1 in function(): reason`.
 */
function hdf5Reason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  const reasons = [...message.matchAll(/^\s*#\d+: .* in \w+\(\): (.+)$/gm)]
  return reasons.at(-1)?.[1]?.trim() ?? message.trim().split('\n', 1)[0] ?? ''
}
