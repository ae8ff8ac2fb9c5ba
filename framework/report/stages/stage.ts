import { ReportError } from '../../errors.ts'
import { thrownByHook } from '../hookResults/thrownByHook.ts'

/** A stage was not run because one that it needs has failed. */
export class NeedFailedError extends ReportError {
  override readonly name = 'NeedFailedError'

  constructor(need: string, cause: unknown) {
    super('NEED_FAILED', `needs "${need}", which failed`, { cause })
  }
}

/** Codes of what was not to be done at all, as against what failed. */
const REASONS_TO_SKIP = ['NEED_FAILED', 'MODEL_NOT_EXPORTED', 'NOTHING_TO_DRAW']

/**
 * Whether a stage is to be called skipped, not failed. Told by the code, not the class: Vitest loads
 * the runner and the report apart, each with its own copy of the classes.
 */
export function isReasonToSkip(error: unknown): error is ReportError {
  return (
    error instanceof Error && REASONS_TO_SKIP.includes((error as Partial<ReportError>).code ?? '')
  )
}

/**
 * A piece of a report that is worked out at most once, however many others ask for it, and that
 * knows which stages it needs. Tests may so be run alone and in any order: asking for a figure works
 * out the tables that it is drawn from.
 */
export class Stage<T> {
  readonly name: string
  readonly #needs: readonly Stage<unknown>[]
  readonly #work: () => Promise<T>
  #outcome: Promise<T> | undefined
  #state: 'not run' | 'running' | 'done' | 'failed' = 'not run'

  constructor(name: string, needs: readonly Stage<unknown>[], work: () => Promise<T>) {
    this.name = name
    this.#needs = needs
    this.#work = work
  }

  get state(): 'not run' | 'running' | 'done' | 'failed' {
    return this.#state
  }

  /** @throws {NeedFailedError} when a need has failed; else what the work throws. */
  run(): Promise<T> {
    this.#outcome ??= this.#start()
    return this.#outcome
  }

  async #start(): Promise<T> {
    this.#state = 'running'
    try {
      for (const need of this.#needs) await satisfy(need)
      const result = await this.#work()
      this.#state = 'done'
      return result
    } catch (error) {
      this.#state = 'failed'
      throw thrownByHook(error, this.name)
    }
  }
}

async function satisfy(need: Stage<unknown>): Promise<void> {
  try {
    await need.run()
  } catch (error) {
    throw error instanceof NeedFailedError ? error : new NeedFailedError(need.name, error)
  }
}
