import { EventEmitter } from 'node:events'
import type { PoolWorker, WorkerRequest } from 'vitest/node'
import type { KeptProcess } from './keptProcess.ts'

/** Where processes come from, and go to when they are no longer needed. */
export interface ProcessStore {
  readonly take: () => Promise<KeptProcess>
  readonly giveBack: (process: KeptProcess) => Promise<void>
}

/** What a process reports to Vitest, besides the remote calls of Vitest itself. */
interface WorkerResponse {
  readonly type: 'started' | 'stopped' | 'testfileFinished'
  readonly __vitest_worker_response__: true
}

const EVENTS = ['error', 'exit', 'message'] as const

/**
 * What Vitest takes for a process of one run, to be started before it and stopped after it. Behind it is
 * one that goes on, unless it is stopped in the middle of a run.
 */
export class KeptWorker implements PoolWorker {
  readonly name: string
  readonly cacheFs = true
  readonly #store: ProcessStore
  /** What Vitest listens to; its listeners go with the run. */
  readonly #events = new EventEmitter()
  readonly #listeners = EVENTS.map((event) => ({
    event,
    listener: (payload: unknown) => this.#onEvent(event, payload),
  }))
  #process: KeptProcess | undefined
  #isRunning = false
  #isKept = false

  constructor(name: string, store: ProcessStore) {
    this.name = name
    this.#store = store
  }

  on(event: string, callback: (payload: unknown) => void): void {
    this.#events.on(event, callback)
  }

  off(event: string, callback: (payload: unknown) => void): void {
    this.#events.off(event, callback)
  }

  async start(): Promise<void> {
    this.#process = await this.#store.take()
    for (const { event, listener } of this.#listeners) this.#process.on(event, listener)
  }

  send(message: WorkerRequest): void {
    const { type } = message
    if (type === 'start' && this.#process?.isReady) this.#answer('started')
    else if (type === 'stop' && !this.#isRunning) {
      this.#isKept = true
      this.#answer('stopped')
    } else {
      if (type === 'run' || type === 'collect') this.#isRunning = true
      this.#process?.send(message)
    }
  }

  deserialize(data: unknown): unknown {
    return data
  }

  async stop(): Promise<void> {
    const process = this.#process
    if (process === undefined) return
    for (const { event, listener } of this.#listeners) process.off(event, listener)
    if (this.#isKept) await this.#store.giveBack(process)
    else await process.stop()
  }

  /** In the place of the process, which is asked these things once only. */
  #answer(type: WorkerResponse['type']): void {
    const response: WorkerResponse = { type, __vitest_worker_response__: true }
    queueMicrotask(() => this.#events.emit('message', response))
  }

  #onEvent(event: (typeof EVENTS)[number], payload: unknown): void {
    if (event === 'message' && this.#process) {
      const { type } = payload as Partial<WorkerResponse>
      if (type === 'started') this.#process.isReady = true
      if (type === 'testfileFinished') this.#isRunning = false
    }
    this.#events.emit(event, payload)
  }
}
