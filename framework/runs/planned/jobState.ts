import { accessSync, constants, statSync } from 'node:fs'
import path from 'node:path'
import type { LoadedRuns } from '../loadRuns.ts'
import { unreadResults } from '../records/doubts/unreadResults.ts'
import { RUN_FILES } from '../runFiles.ts'
import type { SkippedRun } from '../runRecord.ts'
import { LEFT_OUT_BY_HAND } from '../selectRecords.ts'
import type { RunStatus } from '../sources/source.ts'
import { readJobLog } from './jobLog.ts'

/**
 * What became of a job: `short` got much less far than others, `no results` left none, `results not read` may have
 * left some, in files that no source reads, as all jobs did, and `unreadable` may have done anything.
 */
export type JobState =
  | 'absent'
  | 'failed'
  | 'running'
  | 'no results'
  | 'short'
  | 'results not read'
  | 'unreadable'

/** What is wrong with a job or run. */
export interface JudgedJob {
  readonly state: JobState
  /** Why it is thought to be so: a sentence, or the last lines of its log. */
  readonly evidence: readonly string[]
}

/** Judges jobs by what was read of them. */
export class JobJudge {
  readonly #loaded: LoadedRuns
  /** Rows of the runs table, by the job that they belong to. */
  readonly #rows: ReadonlyMap<string, readonly number[]>
  readonly #skipped: ReadonlyMap<string, SkippedRun>
  /** Directories of jobs. */
  readonly #jobs: ReadonlySet<string>
  readonly #short: ReadonlyMap<string, string>
  /** Whether a source read the results of some job: the others should have them too. */
  readonly #anyHasResults: boolean
  /** Runs that belong to no job of Hydra's. */
  readonly otherRuns: readonly string[]

  /** @param jobs directories of jobs */
  constructor(jobs: ReadonlySet<string>, loaded: LoadedRuns) {
    this.#loaded = loaded
    this.#jobs = jobs
    const rows = new Map<string, number[]>()
    const others: string[] = []
    for (const [row, runDir] of loaded.order.entries()) {
      const job = ownerOf(runDir, jobs)
      if (job === undefined) others.push(runDir)
      const owner = job ?? runDir
      rows.set(owner, [...(rows.get(owner) ?? []), row])
    }
    this.#rows = rows
    this.otherRuns = others
    this.#anyHasResults = loaded.order.some((_, row) => this.#hasValues(row))
    const owned = <Told>(runDir: string, told: Told) =>
      [ownerOf(runDir, jobs) ?? runDir, told] as const
    this.#skipped = new Map(loaded.skipped.map((each) => owned(each.runDir, each)))
    this.#short = new Map(
      loaded.warnings
        .filter(({ kind }) => kind === 'shorter-than-others')
        .flatMap(({ detail, runDirs }) => runDirs.map((runDir) => owned(runDir, detail))),
    )
  }

  /** What a job lacks, and how that is known; undefined for one that has its results. */
  judge(directory: string): JudgedJob | undefined {
    const own = this.#rows.get(directory) ?? []
    const { reason, copyOf } = this.#skipped.get(directory) ?? {}
    // What was recorded of a copy is what was recorded of the other run; its log is its own.
    const read =
      own.length > 0 || copyOf === undefined ? directory : (ownerOf(copyOf, this.#jobs) ?? copyOf)
    const rows = this.#rows.get(read) ?? []
    const statuses = rows.map((row) => this.#cell('status', row) as RunStatus)
    const log = readJobLog(directory)
    if (rows.length === 0 && reason?.startsWith(LEFT_OUT_BY_HAND)) return undefined
    if (rows.length === 0 && reason !== undefined && !isReadable(directory)) {
      return { state: 'unreadable', evidence: [reason] }
    }
    const evidence = log.lastLines.length > 0 ? log.lastLines : reason === undefined ? [] : [reason]
    const told = (status: RunStatus) => {
      const source = this.#cell('source', rows[statuses.indexOf(status)] ?? 0)
      return evidence.length > 0 ? evidence : [`${source} says so`]
    }
    if (statuses.includes('failed')) return { state: 'failed', evidence: told('failed') }
    if (statuses.includes('finished') || statuses.includes('pruned')) return undefined
    const short = this.#short.get(read)
    const hasResults = rows.some((row) => this.#hasValues(row)) && !this.#isWithoutEnd(rows)
    const isUnfinished = !hasResults || short !== undefined
    if (log.hasFailed || (log.hasErrors && isUnfinished)) return { state: 'failed', evidence }
    if (statuses.includes('running')) return { state: 'running', evidence: told('running') }
    if (isUnfinished && log.isActive) return { state: 'running', evidence }
    if (short !== undefined) return { state: 'short', evidence: [short] }
    if (hasResults) return undefined
    const unread = this.#anyHasResults ? undefined : unreadResults(directory)
    if (unread === undefined) return { state: 'no results', evidence }
    return { state: 'results not read', evidence: [`no source reads its ${unread}`] }
  }

  /** Facts say when a training ended: those that do not are of one that broke off. */
  #isWithoutEnd(rows: readonly number[]): boolean {
    return rows.some(
      (row) =>
        String(this.#cell('source', row)).startsWith('facts') &&
        this.#cell('status', row) === 'unknown',
    )
  }

  /** Whether anything was recorded of a run: the file of a source may be there and empty. */
  #hasValues(row: number): boolean {
    const runDir = this.#loaded.order[row] ?? ''
    return (this.#loaded.perEpoch.get(runDir)?.numRows() ?? 0) > 0
  }

  #cell(column: string, row: number): unknown {
    return this.#loaded.runs.get(column, row)
  }
}

/** Whether this user may read what a job was asked for. */
export function isReadable(directory: string): boolean {
  try {
    for (const file of [RUN_FILES.config, RUN_FILES.overrides]) {
      if (statSync(`${directory}/${file}`, { throwIfNoEntry: false }) === undefined) continue
      accessSync(`${directory}/${file}`, constants.R_OK)
    }
    return true
  } catch {
    // The reason is that of the job, which was skipped.
    return false
  }
}

/** The innermost job whose directory a run lies in. */
function ownerOf(runDir: string, jobs: ReadonlySet<string>): string | undefined {
  for (let place = runDir; ; place = path.posix.dirname(place)) {
    if (jobs.has(place)) return place
    if (path.posix.dirname(place) === place) return undefined
  }
}
