/** The thread that reads a Parquet file of a report, to see whether that ever ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { fromParquet } from '../../tables/parquet.ts'

/** Without a problem the file can be read. */
export interface TableReply {
  readonly problem?: string
}

const reply: TableReply = await fromParquet(workerData).then(
  () => ({}),
  (error: unknown) => ({ problem: error instanceof Error ? error.message : String(error) }),
)
parentPort?.postMessage(reply)
