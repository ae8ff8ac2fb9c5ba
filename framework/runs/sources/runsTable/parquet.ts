import { compiledFile } from '../../../compiledFile.ts'
import { ReportError } from '../../../errors.ts'
import { askWorker } from '../../../files/askWorker.ts'
import type { ClaimFiles } from '../reading/claimFiles.ts'
import type { ParquetReply, ParquetRows } from './parquetWorker.ts'

/**
 * The rows of a Parquet file. hyparquet loops forever over some damaged files, so that it works in a
 * thread that can be ended.
 *
 * @throws {ReportError} RUN_UNUSABLE where the file is missing, damaged, or takes too long
 */
export async function readParquet(
  files: ClaimFiles,
  name: string,
  limits: { readonly timeLimitMs?: number } = {},
): Promise<ParquetRows> {
  const bytes = files.bytes(name)
  if (bytes === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${name}`)
  const file = compiledFile('runs/sources/runsTable/parquetWorker')
  const reply = await askWorker<ParquetReply>(file, Uint8Array.from(bytes), limits)
  if ('rows' in reply) return reply
  throw new ReportError('RUN_UNUSABLE', `${name} cannot be read as Parquet: ${reply.problem}`)
}
