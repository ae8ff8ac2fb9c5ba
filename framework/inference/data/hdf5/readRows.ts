import { createHash } from 'node:crypto'
import type { RowReader } from './rowReader.ts'
import type { Values } from './values.ts'

/** Rows of a dataset that were read, and the hash of what they held. */
export interface RowsRead {
  /** The file that holds them. */
  readonly path: string
  readonly dataset: string
  readonly rows: number
  /** Of the numbers as they were read, in hex. */
  readonly sha256: string
}

/**
 * Reads the first `nRows` rows of a dataset, block by block.
 *
 * @param onBlock gets the values of the rows from `firstRow` on, valid during the call
 * @throws {ReportError} DATA_READ_FAILED
 */
export function readRows(
  reader: RowReader,
  nRows: number,
  onBlock: (values: Values, firstRow: number) => void = () => {},
): RowsRead {
  const hash = createHash('sha256')
  for (let row = 0; row < nRows; ) {
    const { values, nRows: count } = reader.read(row, nRows)
    hash.update(values)
    onBlock(values, row)
    row += count
  }
  return { path: reader.path, dataset: reader.dataset, rows: nRows, sha256: hash.digest('hex') }
}
