/** The thread that reads the columns of a Parquet file: the library loops forever over some damaged ones. */
import { parentPort, workerData } from 'node:worker_threads'
import { type NumberColumns, parquetColumns } from '../scores/parquetColumns.ts'

export type ColumnsReply =
  | {
      readonly columns: NumberColumns
      /** Labels that are text, in their rows; empty without. */
      readonly labelNames: readonly string[]
    }
  | { readonly problem: string }

const labelNames: string[] = []
const reply: ColumnsReply = await parquetColumns(workerData.buffer, (column, row, text) => {
  if (column === 'label') labelNames[row] = text
}).then(
  (columns) => ({ columns, labelNames: Array.from(labelNames, (name) => name ?? '') }),
  (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
)
parentPort?.postMessage(reply)
