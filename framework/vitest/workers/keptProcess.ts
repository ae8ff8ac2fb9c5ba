import { ForksPoolWorker, type PoolOptions } from 'vitest/node'

/** A process that Vitest's own pool would end after each run, and what it was started with. */
export class KeptProcess extends ForksPoolWorker {
  /** Vitest's config as the process was told it, which cannot be told it again. */
  readonly config: string
  /** Which state of the code it has loaded. */
  readonly generation: number
  /** Whether it has been told the config, so that it can run reports. */
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
