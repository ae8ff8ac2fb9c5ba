import type { Override } from '../../config/overrides/overrideGrammar.ts'
import type { EarlierReport } from '../../output/reportDirectory.ts'
import type { Shard } from '../../runs/shard.ts'

/** What a person asked for when starting a report. */
export interface ReportRequest {
  /** Overrides as on the command line, such as `inputs.sweep_dir=…`. */
  readonly overrides: readonly Override[]
  /** The person's directory, absolute: relative paths of the inputs refer to it. */
  readonly cwd: string
  /** The folder of `configs/`, `fixtures/` and `reports/`, absolute. */
  readonly projectRoot: string
  /**
   * Where a report over its fixture goes, unless it is kept and `env.output_root` says otherwise;
   * null: the report needs inputs.
   */
  readonly fixtureOutputRoot: string | null
  /** Whether a report over its fixture is to be looked at, and not only compared with snapshots. */
  readonly keepsFixtureReport: boolean
  /** Where the report is made again whenever its runs change. Default: it is made once. */
  readonly live?: LiveRequest
  /** A share of the work that is to be done, for a later report to find in the cache. Default: the report is made. */
  readonly shard?: Shard | undefined
  /** Whether to make the report only if the results of all models are in the cache. Default false. */
  readonly onlyMerge?: boolean
}

/** A report that follows its runs. */
export interface LiveRequest {
  /** What was made of it before, whose place it takes; undefined the first time. */
  readonly replaces: EarlierReport | undefined
}
