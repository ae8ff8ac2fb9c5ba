import { ForksPoolWorker, type PoolOptions } from 'vitest/node'

/** A process that Vitest's own pool would end after each run, and what it was started with. */
export class KeptProcess extends ForksPoolWorker {
  /** The config of Vitest that the process was started with; it takes no other. */
  readonly config: string
  /** Which state of the code it has loaded. */
  readonly generation: number
  /** Whether it has its config, so that it can run reports. */
  isReady = false
  hasExited = false

  constructor(
    options: PoolOptions,
    { config, generation }: Pick<KeptProcess, 'config' | 'generation'>,
  ) {
    super(options)
    this.config = config
    this.generation = generation
  }

  override async start(): Promise<void> {
    await super.start()
    this.on('exit', () => {
      this.hasExited = true
    })
  }
}
