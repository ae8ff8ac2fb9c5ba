import { Worker } from 'node:worker_threads'
import { compiledFile } from '../../../compiledFile.ts'
import { ReportError } from '../../../errors.ts'
import type { ClaimFiles } from '../reading/claimFiles.ts'
import type { ParquetReply, ParquetRows } from './parquetWorker.ts'

/** A table of a million runs takes a few seconds. */
const TIME_LIMIT_MS = 60_000
const MAX_MEMORY_MB = 2048

/**
 * The rows of a Parquet file. hyparquet loops forever over some damaged files, so that it works in a
 * thread that can be ended.
 *
 * @throws {ReportError} RUN_UNUSABLE where the file is missing, damaged, or takes too long
 */
export async function readParquet(
  files: ClaimFiles,
  name: string,
  { timeLimitMs = TIME_LIMIT_MS } = {},
): Promise<ParquetRows> {
  const bytes = files.bytes(name)
  if (bytes === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${name}`)
  const worker = new Worker(compiledFile('runs/sources/runsTable/parquetWorker'), {
    workerData: Uint8Array.from(bytes),
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY_MB },
  })
  const reply = await replyOf(worker, timeLimitMs)
  if ('rows' in reply) return reply
  throw new ReportError('RUN_UNUSABLE', `${name} cannot be read as Parquet: ${reply.problem}`)
}

async function replyOf(worker: Worker, timeLimitMs: number): Promise<ParquetReply> {
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve) => {
      timer = setTimeout(() => {
        resolve({ problem: `it takes longer than ${timeLimitMs / 1000} s, as a damaged file does` })
      }, timeLimitMs)
      worker.once('message', resolve)
      worker.once('error', (error) => resolve({ problem: error.message }))
      worker.once('exit', (code) => resolve({ problem: `its reader ended with code ${code}` }))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
