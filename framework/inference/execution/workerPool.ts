import { type ChildProcess, fork } from 'node:child_process'
import { ReportError } from '../../errors.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import type { ModelKind, ModelResult, ModelRun, Progress } from './modelResult.ts'
import type { WorkerReply, WorkerRequest } from './worker.ts'

/** Processes that run one model at a time each; a process that dies is replaced by the next run. */
export class WorkerPool<Kind extends ModelKind = ModelKind> {
  readonly #file: string
  readonly #setup: InferenceSetup<Kind>
  readonly #onProgress: (progress: Progress) => void
  readonly #idle: ChildProcess[] = []

  constructor(file: string, setup: InferenceSetup<Kind>, onProgress: (progress: Progress) => void) {
    this.#file = file
    this.#setup = setup
    this.#onProgress = onProgress
  }

  /** @throws {ReportError} of the model, or `INFERENCE_WORKER_DIED` */
  async run(run: ModelRun): Promise<ModelResult<Kind>> {
    const child = this.#take()
    return this.#ask(child, run).finally(() => this.#idle.push(child))
  }

  #take(): ChildProcess {
    const child = this.#idle.pop()
    if (child === undefined) return fork(this.#file, { execArgv: [], serialization: 'advanced' })
    return child.connected ? child : this.#take()
  }

  /** Lets the processes end; none may be running a model. */
  close(): void {
    for (const child of this.#idle) if (child.connected) child.disconnect()
  }

  #ask(child: ChildProcess, run: ModelRun): Promise<ModelResult<Kind>> {
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        child.off('message', onMessage)
        child.off('exit', onExit)
        child.off('error', reject)
        action()
      }
      const onMessage = (reply: WorkerReply) => {
        if (reply.kind === 'progress') this.#onProgress(reply.progress)
        else if (reply.kind === 'result')
          // What the process was asked for is of this kind.
          settle(() => resolve(reply.result as ModelResult<Kind>))
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
