import { Worker } from 'node:worker_threads'

/** Why a thread gave no answer, as the end of a sentence. */
export interface WorkerProblem {
  readonly problem: string
}

/**
 * Asks a thread one thing, and ends it: a library that loops forever over a damaged file, or takes all
 * memory, so cannot stop the process.
 *
 * @param file the compiled module that runs in the thread and posts its answer
 * @param question its `workerData`, which is copied
 * @param limits.timeLimitMs of the clock and of the processor, since a slow disk or a busy machine is no damage. The
 *   processor's is that of the whole process, which should have nothing else to do. Default 60 s
 * @param limits.maxMemoryMb of the thread's heap. Default 2048
 */
export async function askWorker<Answer>(
  file: string | URL,
  question: unknown,
  { timeLimitMs = 60_000, maxMemoryMb = 2048 } = {},
): Promise<Answer | WorkerProblem> {
  const worker = new Worker(file, {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: maxMemoryMb },
  })
  const started = performance.now()
  const usedBefore = process.cpuUsage()
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise((resolve) => {
      const endIfLate = () => {
        const { user, system } = process.cpuUsage(usedBefore)
        if (performance.now() - started < timeLimitMs || (user + system) / 1000 < timeLimitMs)
          return
        resolve({ problem: `it takes longer than ${timeLimitMs / 1000} s, as a damaged file does` })
      }
      timer = setInterval(endIfLate, Math.min(timeLimitMs / 4, 1000))
      worker.once('message', resolve)
      worker.once('error', (error) => resolve({ problem: error.message }))
      worker.once('exit', (code) => resolve({ problem: `its reader ended with code ${code}` }))
    })
  } finally {
    clearInterval(timer)
    await worker.terminate()
  }
}
