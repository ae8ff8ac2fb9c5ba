import type { EarlierReport } from '../output/reportDirectory.ts'
import type { Shard } from '../runs/shard.ts'

/** What the command line asked for, as it reaches the workers of Vitest. */
export interface ProvidedRequest {
  /** Hydra overrides as they were typed; the worker parses them, once. */
  readonly words: readonly string[]
  /** The person's directory, absolute. */
  readonly cwd: string
  /** The folder of `reports/` and `configs/`, absolute. */
  readonly projectRoot: string
  /** Whether the report was named, so that one over its fixture goes where it is looked for. */
  readonly isNamed: boolean
  /** Whether a report without inputs is an error, instead of running over its fixture. */
  readonly needsInputs: boolean
  /** Whether Vitest goes on after the run: a figure that is drawn again alone makes no report. */
  readonly isWatching: boolean
  /** While Vitest watches: what each report file has made, by file. */
  readonly liveReports: Readonly<Record<string, EarlierReport>>
  /** Of the server of Vitest's UI, such as `http://localhost:51204`; null where there is none. */
  readonly uiOrigin: string | null
  /** A share of the work that is to be done; null: the report is made. */
  readonly shard: Shard | null
  /** Whether to make a report only if the results of all models are in the cache. */
  readonly onlyMerge: boolean
  /** Whether figures are shown in Vitest's own pages, which keep a copy of each. */
  readonly showsFigures: boolean
}

declare module 'vitest' {
  interface ProvidedContext {
    reportRequest: ProvidedRequest
  }
}
