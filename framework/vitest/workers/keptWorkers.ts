import type { PoolOptions, PoolWorker, TestProject } from 'vitest/node'
import { KeptProcess } from './keptProcess.ts'
import { KeptWorker } from './keptWorker.ts'

/** What processes load; all else is read at each run. */
const CODE = /\.(?:[cm]?[jt]sx?|node|wasm)$/

/**
 * Keeps the processes of a watching Vitest for its next runs, as long as no code changes. To start a
 * process, load the framework and compile what it does takes longer than to make most reports again.
 *
 * @param project whose pool is left alone where somebody chose another than Vitest's default
 */
export function keepWorkers(project: TestProject): void {
  const { vitest, config } = project
  if (!vitest.config.watch || config.pool !== 'forks') return
  const workers = new KeptWorkers()
  config.pool = workers.name
  config.poolRunner = workers
  vitest.vite.watcher.on('all', (_, file) => {
    if (CODE.test(file)) void workers.renew()
  })
  vitest.onClose(() => workers.renew())
}

/** The pool of {@link keepWorkers}. */
class KeptWorkers {
  readonly name = 'thesis-report'
  readonly #idle = new Set<KeptProcess>()
  #generation = 0

  /** Called by Vitest wherever it would start a process. */
  readonly createPoolWorker = (options: PoolOptions): PoolWorker =>
    new KeptWorker(this.name, {
      take: () => this.#take(options),
      giveBack: (process) => this.#giveBack(process),
    })

  /** What processes have loaded is out of date: the idle ones end, and those at work do so after their run. */
  async renew(): Promise<void> {
    this.#generation++
    const idle = [...this.#idle]
    this.#idle.clear()
    await Promise.all(idle.map((process) => process.stop()))
  }

  async #take(options: PoolOptions): Promise<KeptProcess> {
    const config = JSON.stringify(options.project.serializedConfig)
    for (const process of this.#idle) {
      this.#idle.delete(process)
      if (process.config === config) return process
      await process.stop()
    }
    const process = new KeptProcess(options, { config, generation: this.#generation })
    await process.start()
    process.on('exit', () => this.#idle.delete(process))
    return process
  }

  async #giveBack(process: KeptProcess): Promise<void> {
    if (process.hasExited) return
    if (process.generation === this.#generation) this.#idle.add(process)
    else await process.stop()
  }
}
