import { type ChildProcess, spawn } from 'node:child_process'
import { isDeepStrictEqual } from 'node:util'
import pLimit from 'p-limit'
import { grantedCores } from '../../files/machine/grantedCores.ts'
import { ownIdentity, stateOf } from '../../files/processIdentity.ts'
import { endBefore } from '../../files/tellOnSignal.ts'
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
    const running = new Set<RunningPart>()
    const run = async (part: Part) => {
      const started = runPart(job, part)
      running.add(started)
      return started.code.finally(() => running.delete(started))
    }
    // A signal may have been sent to this process alone.
    const callOff = endBefore(async (signal) => {
      limit.clearQueue()
      for (const { child } of running) child.kill(signal)
      await Promise.allSettled([...running].map(({ code }) => code))
    })
    try {
      const codes = await Promise.all(shards.map((shard) => limit(() => run(shard))))
      if (codes.every((code) => code === 0)) await run('report')
    } finally {
      callOff()
    }
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

interface RunningPart {
  readonly child: ChildProcess
  /** The exit code, once it has ended; null where a signal ended it. */
  readonly code: Promise<number | null>
}

function runPart({ folder }: Job, part: Part): RunningPart {
  const words = ['-c', LOGGED, 'sh', String(part), logFile(folder, part)]
  const child = spawn('/bin/sh', words, { cwd: folder, stdio: 'ignore' })
  const code = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { child, code }
}
