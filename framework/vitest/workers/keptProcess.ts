// Not by their names: those that another version of Vitest lacks would be all that is told of it.

import type { ForksPoolWorker, PoolOptions, WorkerRequest } from 'vitest/node'
import * as vitestNode from 'vitest/node'

/** A process that Vitest's own pool would end after each run, and what it was started with. */
export class KeptProcess {
  /** The config of Vitest that the process was started with; it takes no other. */
  readonly config: string
  /** Which state of the code it has loaded. */
  readonly generation: number
  /** Whether it has its config, so that it can run reports. */
  isReady = false
  hasExited = false
  readonly #worker: ForksPoolWorker

  constructor(
    options: PoolOptions,
    { config, generation }: Pick<KeptProcess, 'config' | 'generation'>,
  ) {
    this.#worker = new vitestNode.ForksPoolWorker(options)
    this.config = config
    this.generation = generation
  }

  async start(): Promise<void> {
    await this.#worker.start()
    this.on('exit', () => {
      this.hasExited = true
    })
  }

  stop(): Promise<void> {
    return this.#worker.stop()
  }

  send(message: WorkerRequest): void {
    this.#worker.send(message)
  }

  on(event: string, listener: (payload: unknown) => void): void {
    this.#worker.on(event, listener)
  }

  off(event: string, listener: (payload: unknown) => void): void {
    this.#worker.off(event, listener)
  }
}
