import { compiledFile } from '../../compiledFile.ts'
import { ReportError } from '../../errors.ts'
import { askWorker } from '../../files/askWorker.ts'
import type { TableReply } from './tableWorker.ts'

/** An undamaged table takes a tenth of this time. */
const TIME_LIMIT = { baseMs: 1500, msPerMegabyte: 1000 }

/**
 * Refuses a Parquet file that cannot be read. hyparquet loops over some damaged files without end, so that it is
 * asked in a thread that can be ended, before the process itself reads the file.
 *
 * @param file its path, for the message
 * @throws {ReportError} REPORT_DAMAGED
 */
export async function expectReadable(file: string, bytes: Uint8Array): Promise<void> {
  const megabytes = Math.ceil(bytes.length / 1e6)
  const timeLimitMs = TIME_LIMIT.baseMs + (megabytes - 1) * TIME_LIMIT.msPerMegabyte
  const worker = compiledFile('report/rebuild/tableWorker')
  const { problem } = await askWorker<TableReply>(worker, Uint8Array.from(bytes), { timeLimitMs })
  if (problem !== undefined) {
    throw new ReportError('REPORT_DAMAGED', `${file} cannot be read (${problem}).`)
  }
}
