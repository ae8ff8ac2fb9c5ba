import { realpathSync } from 'node:fs'
import path from 'node:path'
import type { RunFinding, SkippedRun } from '../runRecord.ts'
import type { Unreadable } from '../sources/unreadable.ts'
import type { FoundJob } from './foundJob.ts'
import { sortRunPaths } from './runPath.ts'
import type { NotSearched } from './walkTree.ts'

export interface Discovery {
  /** What is to be read, in natural order of the paths, part by part: `job2` before `job10`. */
  readonly jobs: readonly FoundJob[]
  /** What was given or looks like a run, but is none. */
  readonly skipped: SkippedRun[]
  readonly findings: RunFinding[]
  /** What looks like the records of runs and no source reads. */
  readonly unreadable: readonly Unreadable[]
  readonly notSearched: readonly NotSearched[]
  /** Directories of sweeps that say what they are to run. */
  readonly planned: readonly string[]
}

/** A job, and the paths that lead to it as they are written. */
interface KnownJob {
  job: FoundJob
  readonly paths: Set<string>
}

/** What a search has found so far. A directory counts once, whatever links lead to it. */
export class FoundRuns {
  /** By the real path. */
  readonly #jobs = new Map<string, KnownJob>()
  /** Path as written -> real path, kept since each look-up may be a request to a file server. */
  readonly #reals = new Map<string, string>()
  /** Path as written -> reason. */
  readonly #skipped = new Map<string, string>()
  readonly #warnings: RunFinding[] = []
  readonly #unreadable = new Map<string, Unreadable>()
  readonly #notSearched = new Map<string, NotSearched>()
  readonly #planned = new Set<string>()
  #count = 0

  /** How often a run was found or a path skipped: whoever remembers it can tell whether more came. */
  get count(): number {
    return this.#count
  }

  /** @param real the real path of its directory, where it is known */
  addJob(job: FoundJob, real = this.#realOf(job.directory)): void {
    this.#count++
    this.#reals.set(job.directory, real)
    const known = this.#jobs.get(real)
    if (!known) this.#jobs.set(real, { job, paths: new Set([job.directory]) })
    else known.paths.add(job.directory)
  }

  /** The job of a directory that is there, whatever path led to it. */
  jobAt(directory: string): FoundJob | undefined {
    return this.#jobs.get(this.#realOf(directory))?.job
  }

  /** Facts belong to the job that was found in a directory, also where it has none yet. */
  expectFacts(directory: string): void {
    const known = this.#jobs.get(this.#realOf(directory))
    if (known) known.job = { ...known.job, hasFacts: true }
  }

  #realOf(directory: string): string {
    return this.#reals.get(directory) ?? realpathSync.native(directory)
  }

  skip(runDir: string, reason: string): void {
    this.#count++
    this.#skipped.set(runDir, reason)
  }

  warn(finding: RunFinding): void {
    this.#warnings.push(finding)
  }

  addUnreadable(found: readonly Unreadable[]): void {
    for (const each of found) this.#unreadable.set(each.path, each)
  }

  addNotSearched(places: readonly NotSearched[]): void {
    for (const each of places) this.#notSearched.set(each.path, each)
  }

  addPlanned(directories: readonly string[]): void {
    for (const each of directories) this.#planned.add(each)
  }

  /** Every job under one of its paths; links that lead to the same one are told as skipped. */
  result(): Discovery {
    const jobs = new Map<string, FoundJob>()
    for (const [real, known] of this.#jobs) {
      if (known.paths.size === 1) {
        jobs.set(known.job.directory, known.job)
        continue
      }
      const sorted = sortRunPaths(known.paths)
      const ownName = (dir: string) => path.basename(dir) === path.basename(real)
      const kept = sorted.find(ownName) ?? (sorted[0] as string)
      jobs.set(kept, moveJob(known.job, kept))
      for (const other of sorted) {
        const isAlias = path.resolve(other) !== path.resolve(kept)
        if (isAlias) this.skip(other, `it is the same directory as ${kept}`)
      }
    }
    return {
      jobs: sortRunPaths(jobs.keys()).map((directory) => jobs.get(directory) as FoundJob),
      skipped: sortRunPaths(this.#skipped.keys()).map((runDir) => ({
        runDir,
        reason: this.#skipped.get(runDir) as string,
      })),
      findings: this.#warnings,
      unreadable: [...this.#unreadable.values()],
      // What is skipped is reported with its reason already.
      notSearched: [...this.#notSearched.values()].filter(({ path }) => !this.#skipped.has(path)),
      planned: [...this.#planned],
    }
  }
}

/** The same job, reached by another path. */
function moveJob(job: FoundJob, directory: string): FoundJob {
  if (job.directory === directory) return job
  const claims = job.claims.map(({ source, claim }) => {
    const below = path.posix.relative(job.directory, claim.directory)
    const moved = { ...claim, directory: path.posix.join(directory, below) }
    // The claim of a file names it, in the directory above; a link may have another name.
    if (below === '..') return { source, claim: { ...moved, names: [path.basename(directory)] } }
    return { source, claim: moved }
  })
  return { ...job, directory, claims }
}
