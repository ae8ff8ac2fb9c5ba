import { spawn } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import pLimit from 'p-limit'
import { grantedCores } from '../../files/machine/grantedCores.ts'
import { ownIdentity, stateOf } from '../../files/processIdentity.ts'
import { logFile, type Part } from '../plan.ts'
import { writeSubmission } from '../submission.ts'
import type { Engine, Job } from './engine.ts'

/** Processes on this machine, as many at once as there are cores; the report follows once all shards are done. */
export const local: Engine = {
  files: () => ({}),
  commands: ({ parts }) => parts.map((part) => `sh job.sh plan.json ${part}`),
  submit: async (job) => {
    await writeSubmission(job.folder, { jobs: [], process: ownIdentity() })
    const limit = pLimit(Math.max(1, Math.floor(grantedCores() / job.site.cores)))
    const shards = job.parts.filter((part) => part !== 'report')
    const codes = await Promise.all(shards.map((shard) => limit(() => runPart(job, shard))))
    if (codes.every((code) => code === 0)) await runPart(job, 'report')
    return []
  },
  held: async (submission) => {
    const process = submission?.process ?? null
    // The process that submits asks once its jobs have ended.
    if (process === null || isDeepStrictEqual(process, ownIdentity())) return new Set()
    const state = stateOf(process)
    if (state === 'unknown')
      return { noAnswer: `the jobs were started on ${process.host}, by its process ${process.pid}` }
    return state === 'running' ? 'all' : new Set()
  },
}

/** The job's script, with its output appended to a log as a batch system does. */
const LOGGED = 'exec /bin/sh job.sh plan.json "$1" >>"$2" 2>&1'

/** @returns the exit code of a job; null where a signal ended it */
function runPart({ folder }: Job, part: Part): Promise<number | null> {
  const words = ['-c', LOGGED, 'sh', String(part), logFile(folder, part)]
  const child = spawn('/bin/sh', words, { cwd: folder, stdio: 'ignore' })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}
