// A pool for Vitest whose workers stay alive between runs: of the half second that a mutant would take,
// most goes into starting a worker and loading Vitest and packages anew.
import path from 'node:path'
import { Worker } from 'node:worker_threads'

/** So many runs leave listeners behind that a new worker is faster. */
const RUNS_OF_A_WORKER = 100

/** Workers that wait for the next run, with the runs that they have done. */
const idle = []

/** Vitest's plugin that runs all tests in such workers. Modules of the project load anew for each file. */
export const warmWorkers = {
  name: 'warm-workers',
  configureVitest({ project }) {
    project.config.pool = 'warm'
    project.config.poolRunner = { name: 'warm', createPoolWorker: () => new WarmWorker() }
  },
}

class WarmWorker {
  name = 'warm'
  #own

  async start() {
    this.#own = idle.pop() ?? { thread: newThread(), runs: 0 }
    this.#own.runs++
    this.#own.thread.ref()
  }

  async stop() {
    const { thread, runs } = this.#own
    thread.unref()
    // A run that was cut short leaves a worker in an unknown state.
    if (this.#own.hasStopped && runs < RUNS_OF_A_WORKER) idle.push({ thread, runs })
    else await thread.terminate()
  }

  send(message) {
    if (message.type === 'stop') this.#own.hasStopped = true
    this.#own.thread.postMessage(message)
  }

  on(event, callback) {
    this.#own.thread.on(event, callback)
  }

  off(event, callback) {
    this.#own.thread.off(event, callback)
  }

  deserialize(data) {
    return data
  }
}

function newThread() {
  const file = path.join(import.meta.dirname, 'warmWorker.js')
  const thread = new Worker(file, { stdout: true, stderr: true })
  // Each run adds some.
  thread.setMaxListeners(0)
  return thread
}
