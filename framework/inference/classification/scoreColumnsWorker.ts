/** The thread that reads the columns of a Parquet file: the library loops forever over some damaged ones. */
import { parentPort, workerData } from 'node:worker_threads'
import { type NumberColumns, parquetColumns } from '../scores/parquetColumns.ts'

export type ColumnsReply =
  | {
      readonly columns: NumberColumns
      /** The labels of all rows where they are text, empty for none; without text, nothing. */
      readonly labelTexts: readonly string[]
    }
  | { readonly problem: string }

const texts = new Map<number, string>()
const reply: ColumnsReply = await parquetColumns(workerData.buffer, (column, row, text) => {
  if (column === 'label') texts.set(row, text.trim())
}).then(
  (columns) => {
    const labels = texts.size > 0 ? columns.get('label') : undefined
    return { columns, labelTexts: Array.from(labels ?? [], (_, row) => texts.get(row) ?? '') }
  },
  (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
)
parentPort?.postMessage(reply)
