import type { Collection, Goal, RunStatus } from './sources/source.ts'

/** What reading one run gives: plain data, so that it passes between threads and into the cache. */
export type RunResult = LoadedRun | UnusableRun

export interface LoadedRun {
  readonly status: 'loaded'
  /** A directory, or `<file>#<id>` for a record in a file. */
  readonly runDir: string
  /** What it was read from, such as `facts`; the one that counts comes first. */
  readonly sources: readonly string[]
  /** How it ended, as far as its files say. */
  readonly ended: RunStatus
  /** What people call it, where a tracker has a name. */
  readonly name: string | null
  /** The run's row of the runs table but for `run_dir`: columns in order. `null` is missing. */
  readonly row: readonly (readonly [column: string, value: Cell])[]
  /** The metrics that trackers and loggers recorded; those of facts are columns of the row. */
  readonly metrics: readonly MetricRecord[]
  /**
   * What its overrides set, or else the parameters that its source has, in their order, each key once;
   * `null` for a key that they delete.
   */
  readonly overrides: readonly RunOverride[]
  /** Its composed config and the options that it chose; see `savedValues.ts`. */
  readonly saved: readonly string[]
  readonly epochs: EpochColumns
  /**
   * The `data` section of its composed config as JSON, interpolations followed as far as they can be:
   * what its model was trained on. Null where there is none.
   */
  readonly dataSection: string | null
  /** What its events or its tracker call it: a copy of its files has the same. */
  readonly runId: string | null
  /** It is a job that Hydra ran. */
  readonly isJob: boolean
  /** Absolute directories that a job was written to; its own, which no other run shares. */
  readonly places: readonly string[]
  /** Absolute paths that its records mention: those of a job are evidence that both are one run. */
  readonly mentions: readonly string[]
  /** What its tracker gathers it under; null for a job of Hydra's, which says itself what it is. */
  readonly collection: Collection | null
  /** The tracker's user deleted it. */
  readonly isDeleted: boolean
  readonly findings: readonly Finding[]
  /** The directory that its files are named from. */
  readonly directory: string
  readonly files: readonly FileRead[]
}

/** What a run was made with. */
export type RunSettings = Pick<
  LoadedRun,
  'sources' | 'isJob' | 'row' | 'overrides' | 'saved' | 'collection'
>

export interface UnusableRun {
  readonly status: 'skipped'
  readonly runDir: string
  readonly reason: string
  /** Where its files say so. */
  readonly settings?: RunSettings
  /** It was read, and gives way to another: the same files give the same again. */
  readonly isReadable?: true
  readonly findings: readonly Finding[]
  readonly directory: string
  readonly files: readonly FileRead[]
}

/** What a run's table says of one metric; extremes are those of its finite values. */
export interface MetricRecord {
  readonly name: string
  /** Null where it is NaN or infinite. */
  readonly last: number | null
  /** What the last logged value is where it is not finite: the run diverged in this metric. */
  readonly diverged: 'NaN' | 'Infinity' | '-Infinity' | null
  readonly min: Extreme | null
  readonly max: Extreme | null
  /** Logged points, those that are not finite included. */
  readonly count: number
  /** Which values are better, where the run's files say so. */
  readonly goal: Goal | null
}

export interface Extreme {
  readonly value: number
  /** Of the first point with this value; null where the format has no steps. */
  readonly step: number | null
}

export type Cell = string | number | boolean | null

export interface RunOverride {
  /** As Hydra's grammar reads it, with the package of a group: `db@source`. */
  readonly key: string
  readonly value: Cell
}

/** Per-epoch columns of equal length, sorted by epoch. */
export type EpochColumns = readonly EpochColumn[]

export type EpochColumn =
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly (string | null)[] }

/** A run that is left out. */
export interface SkippedRun {
  readonly runDir: string
  /** Names the file within the run and, where there is one, the line. */
  readonly reason: string
  /** The run that it is a copy of. */
  readonly copyOf?: string
}

/** Something odd in a run's files that does not keep the run from being used. */
export interface Finding {
  readonly kind: FindingKind
  /** What was seen, in which file of the run and line. */
  readonly detail: string
}

export interface RunFinding extends Finding {
  readonly runDir: string
}

export type FindingKind =
  | 'names-runs'
  | 'sweep-dir-missing'
  | 'not-searched'
  | 'unreadable-records'
  | 'source-remark'
  | 'looks-like-same-run'
  | 'left-out-unevenly'
  | 'goal-by-name'
  | 'goals-disagree'
  | 'goal-of-none'
  | 'joins-nothing'
  | 'shorter-than-others'
  | 'unread-results'
  | 'log-ends-in-error'
  | 'same-run-id'
  | 'cache-damaged'
  | 'cache-not-written'
  | 'unresolved-interpolation'
  | 'unreadable-hydra-file'
  | 'unreadable-optional-file'
  | 'unreadable-overrides'
  | 'override-disagrees'
  | 'seed-unknown'
  | 'bad-event-lines'
  | 'two-train-ends'
  | 'resumed-after-end'
  | 'invalid-utf8'
  | 'surplus-fields'
  | 'repeated-header'
  | 'cut-line'
  | 'too-many-columns'
  | 'repeated-epochs'
  | 'diverged'
  | 'logged-nan'
  | 'repeated-steps'
  | 'text-for-number'
  | 'unusable-column-name'

/** A file that was read. */
export interface FileRead {
  /** Its path from the `directory` of the run. */
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Modification time, milliseconds since 1970. */
  readonly mtimeMs: number
  /** Not all of it was read: it is larger than is read of such a file. */
  readonly isPart?: true
}
