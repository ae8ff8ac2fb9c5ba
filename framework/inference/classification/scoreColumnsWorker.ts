/** The thread that reads the columns of a Parquet file: the library loops forever over some damaged ones. */
import { parentPort, workerData } from 'node:worker_threads'
import { parquetMetadata, parquetRead, parquetSchema } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

export type ColumnsReply =
  | { readonly columns: Readonly<Record<string, Float64Array>> }
  | { readonly problem: string }

async function read(file: ArrayBuffer): Promise<ColumnsReply> {
  const metadata = parquetMetadata(file)
  const names = parquetSchema(metadata).children.map(({ element }) => element.name)
  const columns = Object.fromEntries(
    names.map((name) => [name, new Float64Array(Number(metadata.num_rows)).fill(Number.NaN)]),
  )
  await parquetRead({
    file,
    metadata,
    compressors,
    onChunk: ({ columnName, columnData, rowStart }) => {
      const column = columns[columnName]
      for (let i = 0; column && i < columnData.length; i++) {
        const value: unknown = columnData[i]
        // Text, such as the name of a class, becomes NaN.
        column[rowStart + i] = value === null ? Number.NaN : Number(value)
      }
    },
  })
  return { columns }
}

const reply = await read(workerData.buffer).catch((error: unknown) => ({
  problem: error instanceof Error ? error.message : String(error),
}))
parentPort?.postMessage(reply)
