import type { Dirent } from 'node:fs'
import type { Scalar } from '../../config/tree/scalar.ts'

export type { Scalar }

/**
 * The course of a metric, a point for each time that it was logged, in the order of the file. Metrics
 * that were logged together may share the arrays of their axes.
 */
export interface Series {
  /** NaN where the format has none. */
  readonly step: Float64Array
  /** As logged: NaN and infinities are values. */
  readonly value: Float64Array
  /** Where the format has it; NaN at points without. */
  readonly epoch?: Float64Array
  /** Seconds since the start of the run, where the format has it; NaN at points without. */
  readonly timeS?: Float64Array
  /** The last value by the format's own rule, where that is not the last point. */
  readonly last?: number
}

/** What a format itself says of how a run ended; `pruned` by a sampler or scheduler that gave it up. */
export type RunStatus = 'finished' | 'failed' | 'running' | 'pruned' | 'unknown'

/** Which values of a metric are the better ones. */
export type Goal = 'min' | 'max'

/** A file that was read. */
export interface SourceFile {
  /** As the claim names it, from the same directory. */
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Modification time, milliseconds since 1970. */
  readonly mtimeMs: number
  /** Not all of it was read: it is larger than is read of such a file. */
  readonly isPart?: true
}

/** What a tracker gathers runs under that are about one question, such as a study of Optuna's. */
export interface Collection {
  /** The tracker's word for it. */
  readonly kind: 'study' | 'experiment' | 'project'
  readonly name: string
}

/** One run, as a format has it. */
export interface SourceRun {
  /** A directory, or `<file>#<id>` where one file holds many runs. */
  readonly path: string
  /** The name that people gave it, where the format has one. */
  readonly name?: string
  readonly status: RunStatus
  /** The format's own word for the status. */
  readonly statusRaw?: string
  /**
   * Flat, dotted names for nested mappings, typed as the format types them; lists and empty mappings
   * are their JSON text.
   */
  readonly params: ReadonlyMap<string, Scalar>
  readonly metrics: ReadonlyMap<string, Series>
  /** Goals that the files state, by metric. */
  readonly goals?: ReadonlyMap<string, Goal>
  /** Milliseconds since 1970. */
  readonly startedAt?: number
  readonly durationS?: number
  readonly gitCommit?: string
  readonly dataset?: string
  /** Runs of another one of the same kind are not compared with this one as if they were alike. */
  readonly collection?: Collection
  /** The tracker's user deleted it: left out unless asked for. */
  readonly isDeleted?: boolean
  /**
   * What chose its parameters, or which runs went on, by the results of others, so that groups are not a designed
   * comparison.
   */
  readonly sampler?: string
  /** Absolute directories, paths and ids that the run mentions as its own, to join records of one run. */
  readonly mentions?: readonly string[]
  readonly files: readonly SourceFile[]
  /** What is odd and does not keep the run from being used: a sentence naming file and place. */
  readonly findings: readonly string[]
}

/** A directory of the tree that is searched, listed once. */
export interface Directory {
  /** As the user gave it, joined with `/`. */
  readonly path: string
  readonly entries: readonly Dirent[]
}

/** Something that a source can read: one run, or a store of many. */
export interface Claim {
  /** The directory of the run or of the store's file. */
  readonly directory: string
  /**
   * The files or folders in it to read, by name. A folder named here belongs to the claim, so that
   * nobody searches there.
   */
  readonly names: readonly string[]
  /** Whether all that lies below the directory belongs to the claim, so that nobody searches there. */
  readonly isWhole: boolean
}

/** What the writer of a run puts into folders below the run's own. */
export interface SourceParts {
  /** Whether a claim may be a part of the run in a folder above it, told by names and first bytes only. */
  readonly mayBelong: (claim: Claim, directory: string) => boolean
  /** What was read of a claim, as a part of the run in a folder above it; undefined where it is none. */
  readonly partOf: (run: SourceRun, directory: string) => SourceRun | undefined
}

/** Folders below a run's own in which other loggers record the same run. */
export interface LogFolders {
  readonly names: ReadonlySet<string>
  /**
   * Whether the run's writer itself has loggers write there. Where people choose the place, others may
   * lie there too: a record is of the run if it is the only one, and ends in a value that the run ends in.
   */
  readonly areOwn: boolean
  /** What the run's writer calls a metric that it has loggers write under another name. */
  readonly ownName?: (metric: string) => string
}

/** A format that trainers or trackers leave on disk. */
export interface Source {
  readonly name: string
  /** Its files have common names, so that claims count only inside a run or where the user names the file. */
  readonly isGeneric?: boolean
  /** Its writers keep the splits of one run in folders of their own: `train`, `validation`. */
  readonly keepsSplitsApart?: boolean
  readonly parts?: SourceParts
  readonly logs?: LogFolders
  /** What it claims is its format by the place and the other files there: later sources do not see it. */
  readonly claimsAlone?: boolean
  /** What this source can read of a directory, told by names and first bytes only. */
  readonly claims: (directory: Directory) => Claim[]
  /**
   * Reads a claim, without writing anything beside it.
   *
   * @throws {ReportError} RUN_UNUSABLE with the reason, naming file and place
   */
  readonly read: (claim: Claim) => SourceRun[] | Promise<SourceRun[]>
}
