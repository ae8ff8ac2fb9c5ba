import type { ColumnTable } from 'arquero'
import type { ReadFile } from '../../output/fileStamps.ts'
import type { Figure } from '../../plots/figure.ts'
import type { Shard } from '../../runs/shard.ts'
import type { ReportConfig } from '../config/reportConfig.ts'

/** What an `infer` hook is given besides the report's context. */
export interface InferTools {
  /** The folder for finished models, so that an interrupted report resumes; absent: keep nothing. */
  readonly cacheDir: string | undefined
  /** The share of the models that is wanted; absent: all. */
  readonly shard?: Shard | undefined
  /** Writes a file of the report, relative to `inference/`. */
  readonly write: (file: string, content: Uint8Array | string) => Promise<void>
  /** Told after each batch. */
  readonly onProgress: (progress: InferProgress) => void
  /**
   * Tells the user something that came up while a model ran, once however often it is said. What is about the
   * cache is in no file of the report, which is the same with and without one.
   */
  readonly note: (sentence: string, about?: 'report' | 'cache') => void
}

export interface InferProgress {
  readonly runId: string
  /** Events done and to do, over the clean data and all corruptions. */
  readonly done: number
  readonly total: number
}

/** A trained model that the report runs: one test. */
export interface InferModel<Result> {
  /** Names the model: no two models of a report have the same. */
  readonly runId: string
  /** Runs it. */
  readonly run: () => Promise<Result>
  /** Whether its result is in the cache; absent for a model whose result is not kept, which shards leave out. */
  readonly isKept?: () => Promise<boolean>
  /** The file of the cache in which its result is, or will be, kept, absolute; undefined: nothing is kept. */
  readonly keptIn?: () => Promise<string | undefined>
  /** Why its result could not be kept, once it has run; undefined: it could. */
  readonly notKept?: () => string | undefined
}

/** The models of a report. */
export interface InferModels<Result> {
  /** Each is a test. */
  readonly models: readonly InferModel<Result>[]
  /** What the user should know before reading the results, a sentence each. Default none. */
  readonly notes?: readonly string[]
  /** What the models are run over, a sentence each, for `training/methods.md` and `.tex`. Default none. */
  readonly methods?: readonly string[]
  /** The files of models and data, relative to the working directory, for the manifest. Default none. */
  readonly files?: readonly ReadFile[]
}

/** The results of all models: those that could be run, and why the others could not. */
export interface InferOutcome<Result> {
  /** By `runId`, of the models that could be run. */
  readonly results: ReadonlyMap<string, Result>
  /** The others. */
  readonly failed: readonly { readonly run_id: string; readonly reason: string }[]
}

/** How a report runs the trained models; `reconstruction()` makes the usual one. */
export interface InferHook<Context, Result = unknown> {
  /**
   * Throws where the config is wrong: asked before jobs are submitted that could only refuse it. Default: nothing is
   * checked.
   */
  readonly checkConfig?: (config: ReportConfig) => void
  /** The models of the runs that the report is about, in the order of the runs. */
  readonly models: (
    context: Context,
    tools: InferTools,
  ) => InferModels<Result> | Promise<InferModels<Result>>
  /** What the user should know of the results before reading them, a sentence each. Default nothing. */
  readonly notes?: (context: Context, outcome: InferOutcome<Result>) => readonly string[]
  /** The content of `inference/summary.json`. */
  readonly summarize: (
    context: Context,
    outcome: InferOutcome<Result>,
  ) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>
  /** Tables over the results, each written to `inference/<name>.csv`. Default none. */
  readonly tables?: (
    context: Context,
    outcome: InferOutcome<Result>,
  ) => Readonly<Record<string, ColumnTable>> | Promise<Readonly<Record<string, ColumnTable>>>
  /** Figures over the results, named as those of `plot`. */
  readonly plot?: Readonly<
    Record<string, (context: Context, outcome: InferOutcome<Result>) => Figure | Promise<Figure>>
  >
  /** Figures whose names are known only after the models have run. Default none. */
  readonly figures?: (outcome: InferOutcome<Result>) => Readonly<Record<string, Figure>>
}

/** What a plain `infer` function returns; keys beyond these are the content of `summary.json`. */
export interface InferResult {
  /** Each written to `inference/<name>.csv`. */
  readonly tables?: Readonly<Record<string, ColumnTable>>
  /** Each drawn as `inference/figures/figure-<name>`. */
  readonly figures?: Readonly<Record<string, Figure>>
  readonly [summary: string]: unknown
}

/** `infer` for simple cases: one function, one test, everything at once. */
export type InferFunction<Context> = (
  context: Context,
  tools: InferTools,
) => InferResult | Promise<InferResult>
