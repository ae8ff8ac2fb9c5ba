/** What the command line asks for, once its options are read. */
export interface ReportOptions {
  readonly configName?: string
  readonly cfg?: string
  /** With `cfg`: with interpolations followed. */
  readonly resolve?: boolean
  readonly multirun?: boolean
  /** `K/N`, as typed. */
  readonly shard?: string
  readonly onlyMerge?: boolean
  readonly verbose?: boolean
  readonly quiet?: boolean
  readonly json?: boolean
}

/** Options of `thesis-report runs`. */
export interface RunsOptions {
  /** Names with `*` for any text, separated by commas. */
  readonly columns?: string
  readonly hide?: string
  readonly best?: string
  readonly groupBy?: string
  readonly agg?: string
  readonly sortBy?: string
  readonly descending?: boolean
  readonly onlyChanged?: boolean
  readonly csv?: boolean
  readonly json?: boolean
  readonly md?: boolean
  /** The file to write. */
  readonly parquet?: string
}

/** The shells whose words can be completed. */
export const SHELLS = ['bash', 'zsh'] as const
export type Shell = (typeof SHELLS)[number]

/** Options of `thesis-report submit`. */
export interface SubmitOptions {
  readonly engine?: string
  /** As typed. */
  readonly shards?: string
  readonly dryRun?: boolean
  /** The id or folder of a plan. */
  readonly resume?: string
  /** With `resume`: where the batch system cannot be asked, its jobs have ended. */
  readonly force?: boolean
}

/** Options of `thesis-report list`. */
export interface ListOptions {
  readonly json?: boolean
}

/** Options of `thesis-report open`. */
export interface OpenOptions {
  readonly print?: boolean
}

/** Options of `thesis-report history`. */
export interface HistoryOptions {
  readonly json?: boolean
}

/** Options of `thesis-report clean`. */
export interface CleanOptions {
  readonly dryRun?: boolean
  /** Days, as typed. */
  readonly unusedFor: string
  /** Default: what `env.cache_root` says in `configs/report/config.yaml`, or else `.cache` in the folder. */
  readonly cacheRoot?: string
}
