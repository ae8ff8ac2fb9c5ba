/** The thread that reads the columns of a Parquet file: the library loops forever over some damaged ones. */
import { parentPort, workerData } from 'node:worker_threads'
import { type NumberColumns, parquetColumns } from '../scores/parquetColumns.ts'

export type ColumnsReply = { readonly columns: NumberColumns } | { readonly problem: string }

const reply: ColumnsReply = await parquetColumns(workerData.buffer).then(
  (columns) => ({ columns }),
  (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
)
parentPort?.postMessage(reply)
