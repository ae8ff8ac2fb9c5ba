import { type ReadRunOptions, readRun } from '../readRun.ts'
import type { RunResult } from '../runRecord.ts'
import type { FoundJob } from '../search/foundJob.ts'
import { addRecords } from './addRecords.ts'
import { readJob } from './readJob.ts'

/** Reads all that a job keeps: its facts, where it has some, and what sources claim. */
export async function readWholeJob(job: FoundJob, options: ReadRunOptions): Promise<RunResult[]> {
  if (!job.hasFacts) return readJob(job)
  const run = readRun(job.directory, options)
  const isAlone = run.status === 'skipped' || job.claims.length === 0
  return [isAlone ? run : addRecords(run, await readJob(job))]
}
