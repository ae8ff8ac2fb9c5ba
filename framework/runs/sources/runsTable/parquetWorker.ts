import { parentPort, workerData } from 'node:worker_threads'
import { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { describeError } from '../../reasons.ts'
import { jsonText } from '../reading/flatParams.ts'
import type { Scalar } from '../source.ts'
import { MAX_ROWS } from './format.ts'

/** A table as Parquet has it. */
export interface ParquetRows {
  readonly names: readonly string[]
  readonly rows: readonly (readonly Scalar[])[]
}

/** What the thread that reads a Parquet file sends. */
export type ParquetReply = ParquetRows | { readonly problem: string }

async function read(file: ArrayBuffer): Promise<ParquetReply> {
  const metadata = parquetMetadata(file)
  if (metadata.num_rows > MAX_ROWS) return { problem: `it has more than ${MAX_ROWS} rows` }
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  let rows: Scalar[][] = []
  await parquetRead({
    file,
    metadata,
    compressors,
    onComplete: (read) => {
      rows = read.map((row) => row.map(scalarOf))
    },
  })
  return { names, rows }
}

function scalarOf(value: unknown): Scalar {
  if (value === undefined || value === null) return null
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value
  }
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
    return value
  }
  return jsonText(value)
}

const reply = await read(workerData.buffer).catch((error) => ({ problem: describeError(error) }))
parentPort?.postMessage(reply)
