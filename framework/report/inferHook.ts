import type { Figure } from '../plots/figure.ts'

/** What an `infer` hook is given besides the report's context. */
export interface InferTools {
  /** The folder for finished models, so that an interrupted report resumes; absent: keep nothing. */
  readonly cacheDir: string | undefined
  /** The directory that relative paths of the inputs refer to. */
  readonly cwd: string
  /** Writes a file of the report, relative to `inference/`. */
  readonly write: (file: string, content: Uint8Array | string) => Promise<void>
  /** Told after each batch. */
  readonly onProgress: (progress: InferProgress) => void
}

export interface InferProgress {
  readonly runId: string
  /** Events done and to do, over the baseline and all corruptions. */
  readonly done: number
  readonly total: number
}

/** A trained model that the report runs: one test. */
export interface InferModel<Result> {
  readonly runId: string
  run(): Promise<Result>
}

/** The results of all models: those that could be run and why the others could not. */
export interface InferOutcome<Result> {
  readonly results: ReadonlyMap<string, Result>
  readonly failed: readonly { readonly run_id: string; readonly reason: string }[]
}

/** How a report runs the trained models; `reconstruction()` makes the usual one. */
export interface InferHook<Context, Result = unknown> {
  /** The models of the runs that the report is about, in the order of the runs. */
  readonly models: (
    context: Context,
    tools: InferTools,
  ) => readonly InferModel<Result>[] | Promise<readonly InferModel<Result>[]>
  /** The content of `inference/summary.json`. */
  readonly summarize: (
    context: Context,
    outcome: InferOutcome<Result>,
  ) => Readonly<Record<string, unknown>>
  /** Figures over the results, named as those of `plot`. */
  readonly plot: Readonly<
    Record<string, (context: Context, outcome: InferOutcome<Result>) => Figure | Promise<Figure>>
  >
}
