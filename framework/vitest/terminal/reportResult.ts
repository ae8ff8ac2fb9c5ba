/** What `thesis-report --json` prints of a report. */
export interface ReportResult {
  /** Null where no report was begun. */
  readonly name: string | null
  /** The directory of the report, absolute; null where none was written. */
  readonly report: string | null
  /** The path of its page. */
  readonly page: string | null
  readonly runs: number | null
  readonly left_out: readonly { readonly run_dir: string; readonly reason: string }[]
  readonly findings: readonly string[]
  readonly gates: readonly {
    readonly condition: string
    readonly holds: boolean
    readonly sentence: string
  }[]
  readonly warnings: readonly string[]
  /** What a share of the work has done, a sentence each. */
  readonly shard: readonly string[]
  readonly failures: readonly { readonly part: string; readonly reason: string }[]
}

/** Of a report that was not begun, and why. */
export function resultOfNothing(reason: string): ReportResult {
  return {
    ...{ name: null, report: null, page: null, runs: null },
    ...{ left_out: [], findings: [], gates: [], warnings: [], shard: [] },
    failures: [{ part: 'start', reason }],
  }
}
