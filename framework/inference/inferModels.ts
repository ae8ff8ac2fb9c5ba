import { type ChildProcess, fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pLimit from 'p-limit'
import { ReportError } from '../errors.ts'
import { isBuiltIn } from './corrupt.ts'
import { grantedCores } from './grantedCores.ts'
import { inferModel, type ModelResult, type ModelRun, type Progress } from './inferModel.ts'
import type { InferenceSetup } from './prepareInference.ts'
import type { WorkerReply, WorkerRequest } from './worker.ts'

type RunModel = (run: ModelRun) => Promise<ModelResult>

/**
 * Runs many models, shared among `inference.workers` processes: at most as many as there are
 * models and granted cores, each with one thread. With one worker they run here, one after
 * another; so they do where a corruption of the author's own is asked for, which other processes
 * do not know, and where the package was not built (`npm run build`).
 *
 * A model that fails rejects its own promise alone, even where it takes its process with it.
 *
 * @returns a promise for each run, by runId; they settle in about the order of the runs
 */
export function inferModels(
  setup: InferenceSetup,
  runs: readonly ModelRun[],
  onProgress: (progress: Progress) => void = () => {},
): Map<string, Promise<ModelResult>> {
  const nWorkers = Math.min(setup.options.workers, runs.length, grantedCores())
  const worker = workerFile()
  const canFork =
    worker !== undefined && setup.options.strategies.every(({ name }) => isBuiltIn(name))
  if (nWorkers <= 1 || !canFork) {
    return schedule(
      runs,
      1,
      (run) => inferModel(setup, run, onProgress),
      () => {},
    )
  }
  const pool = new WorkerPool(worker, setup, onProgress)
  return schedule(
    runs,
    nWorkers,
    (run) => pool.run(run),
    () => pool.close(),
  )
}

function schedule(
  runs: readonly ModelRun[],
  concurrency: number,
  runModel: RunModel,
  onEnd: () => void,
): Map<string, Promise<ModelResult>> {
  const limit = pLimit(concurrency)
  const results = new Map(runs.map((run) => [run.runId, limit(() => runModel(run))]))
  // Also marks failures as handled: whoever asks for a result sees its own.
  Promise.allSettled(results.values()).then(onEnd)
  return results
}

/** Processes that run one model at a time each; a process that dies is replaced by the next run. */
class WorkerPool {
  readonly #file: string
  readonly #setup: InferenceSetup
  readonly #onProgress: (progress: Progress) => void
  readonly #idle: ChildProcess[] = []

  constructor(file: string, setup: InferenceSetup, onProgress: (progress: Progress) => void) {
    this.#file = file
    this.#setup = setup
    this.#onProgress = onProgress
  }

  async run(run: ModelRun): Promise<ModelResult> {
    const child = this.#take()
    return this.#ask(child, run).finally(() => this.#idle.push(child))
  }

  #take(): ChildProcess {
    const child = this.#idle.pop()
    if (child === undefined) return fork(this.#file, { execArgv: [], serialization: 'advanced' })
    return child.connected ? child : this.#take()
  }

  close(): void {
    for (const child of this.#idle) if (child.connected) child.disconnect()
  }

  #ask(child: ChildProcess, run: ModelRun): Promise<ModelResult> {
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        child.off('message', onMessage)
        child.off('exit', onExit)
        child.off('error', reject)
        action()
      }
      const onMessage = (reply: WorkerReply) => {
        if (reply.kind === 'progress') this.#onProgress(reply.progress)
        else if (reply.kind === 'result') settle(() => resolve(reply.result))
        else settle(() => reject(new ReportError(reply.code, reply.message)))
      }
      const onExit = (code: number | null, signal: NodeJS.Signals | null) => {
        const how = signal ? `was ended by ${signal} (out of memory?)` : `ended with code ${code}`
        settle(() =>
          reject(
            new ReportError(
              'INFERENCE_WORKER_DIED',
              `The process that ran the model of ${run.runDir} ${how}. Try a smaller ` +
                'inference.batch_size or fewer inference.workers.',
            ),
          ),
        )
      }
      child.on('message', onMessage)
      child.on('exit', onExit)
      child.on('error', reject)
      child.send({ setup: this.#setup, run } satisfies WorkerRequest)
    })
  }
}

/** The compiled worker: Node cannot fork TypeScript, so from source it is the one that was built. */
function workerFile(): string | undefined {
  const isSource = import.meta.url.endsWith('.ts')
  const worker = isSource ? '../../dist/inference/worker.js' : './worker.js'
  const path = fileURLToPath(new URL(worker, import.meta.url))
  return existsSync(path) ? path : undefined
}
