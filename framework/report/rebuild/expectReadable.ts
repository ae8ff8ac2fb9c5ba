import { compiledFile } from '../../compiledFile.ts'
import { ReportError } from '../../errors.ts'
import { askWorker } from '../../files/askWorker.ts'
import type { TableReply } from './tableWorker.ts'

/** A table of an undamaged report takes a small part of it. */
const TIME_LIMIT_MS = 20_000

/**
 * Refuses a Parquet file that cannot be read. hyparquet loops over some damaged files without end, so that it is
 * asked in a thread that can be ended, before the process itself reads the file.
 *
 * @param file its path, for the message
 * @throws {ReportError} REPORT_DAMAGED
 */
export async function expectReadable(
  file: string,
  bytes: Uint8Array,
  { timeLimitMs = TIME_LIMIT_MS }: { readonly timeLimitMs?: number } = {},
): Promise<void> {
  const worker = compiledFile('report/rebuild/tableWorker')
  const { problem } = await askWorker<TableReply>(worker, Uint8Array.from(bytes), { timeLimitMs })
  if (problem !== undefined) {
    throw new ReportError('REPORT_DAMAGED', `${file} cannot be read (${problem}).`)
  }
}
