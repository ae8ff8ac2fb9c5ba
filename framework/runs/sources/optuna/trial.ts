import type { Scalar } from '../source.ts'

/** A trial as both of Optuna's storages have it. */
export class Trial {
  readonly number: number
  state: string
  readonly params = new Map<string, Scalar>()
  /** The results by objective. */
  readonly values = new Map<number, number>()
  /** By step, in the order in which they were reported. */
  readonly intermediate = new Map<number, number>()
  /** As Optuna writes it: in a database in the time zone of the machine, which it does not name. */
  start: string | undefined
  complete: string | undefined
  /** The numbers among what the user noted of it, by name. */
  readonly userNumbers = new Map<string, number>()
  /** The names of what Optuna itself noted of it. */
  readonly systemAttributes = new Set<string>()

  constructor(number: number, state: string) {
    this.number = number
    this.state = state
  }
}

export interface Study {
  readonly name: string
  /** Optuna's words, by objective. */
  readonly directions: readonly string[]
  /** What the user calls its objectives; empty where they have no names. */
  readonly metricNames: readonly string[]
  /** The names of what Optuna itself noted of it. */
  readonly systemAttributes: ReadonlySet<string>
  readonly trials: readonly Trial[]
}
