import { type Dirent, statSync } from 'node:fs'
import { utf8 } from '../../files/regularFile.ts'
import { isLogName } from '../hydra/logEnd.ts'
import { ranWhereStarted } from '../hydra/ranWhereStarted.ts'
import { decodeWholeFile, PLAN_FILE, RUN_FILES } from '../runFiles.ts'
import type { Directory, Source } from '../sources/source.ts'
import { type Unreadable, unknownDatabasesIn, unreadableIn } from '../sources/unreadable.ts'
import { claimDirectory } from './claimDirectory.ts'
import { emptyJob, type FoundJob, type SourcedClaim } from './foundJob.ts'
import { joinLogs, joinParts, joinSplits } from './joinFolders.ts'
import { belowPath, isWithin } from './runPath.ts'
import { isSweepName } from './sweepName.ts'
import { type Entering, type NotSearched, type WalkOptions, walkTree } from './walkTree.ts'

/** What a tree holds. */
export interface FoundTree {
  /** Outer jobs before inner ones, names in natural order. */
  readonly jobs: readonly FoundJob[]
  /** The real paths of jobs' directories, where they came to light. */
  readonly places: ReadonlyMap<string, string>
  /** Directories named as sweeps whose runs may lie beside `multiruns/`. */
  readonly sweeps: readonly string[]
  /** Directories with a `multirun.yaml`, in which Hydra keeps what a sweep is to run. */
  readonly planned: readonly string[]
  /** Files with common names, such as `results.json`, that lie in no run. */
  readonly outsideRuns: readonly string[]
  readonly unreadable: readonly Unreadable[]
  readonly notSearched: readonly NotSearched[]
}

export interface SearchOptions extends WalkOptions {
  readonly sources: readonly Source[]
  /** The user says that the root is a run: files with common names in it count. */
  readonly isRun?: boolean
}

/**
 * Searches a tree once. A directory is a run when it has `.hydra/` or `facts/`, or a source claims it.
 * A claim belongs to the nearest `.hydra/` at or above it, except where that job ran in its own
 * working directory (`hydra.run.dir=.`), below which lies a whole project: there each claim is a run.
 * Claims of generic sources count only inside a run. Event files in sibling folders that are named
 * after splits are one run.
 */
export function searchTree(root: string, options: SearchOptions): FoundTree {
  const search = new TreeSearch(root, options)
  const notSearched = walkTree(root, (...found) => search.visit(...found), options)
  return search.result(notSearched)
}

/** Gathers what the directories of a tree hold, which it is shown parents first. */
class TreeSearch {
  readonly #root: string
  readonly #options: SearchOptions
  readonly #jobs = new Map<string, MutableJob>()
  readonly #places = new Map<string, string>()
  /** Directories of the jobs that the directory at hand lies in, the innermost last. */
  readonly #owners: string[] = []
  readonly #sweeps: string[] = []
  readonly #planned: string[] = []
  readonly #outsideRuns: string[] = []
  readonly #unreadable: Unreadable[] = []
  readonly #failed: NotSearched[] = []

  constructor(root: string, options: SearchOptions) {
    this.#root = root
    this.#options = options
  }

  result(notSearched: readonly NotSearched[]): FoundTree {
    // As the sources count, wherever below the job they found something.
    const place = ({ source }: SourcedClaim) => this.#options.sources.indexOf(source)
    for (const { claims } of this.#jobs.values()) claims.sort((a, b) => place(a) - place(b))
    return {
      places: this.#places,
      jobs: joinLogs(joinSplits(joinParts([...this.#jobs.values()]))),
      sweeps: this.#sweeps,
      planned: this.#planned,
      outsideRuns: this.#outsideRuns,
      unreadable: this.#unreadable,
      notSearched: [...notSearched, ...this.#failed],
    }
  }

  /** @param place the real path of the directory */
  visit(directory: Directory, place: string): Entering {
    const { path } = directory
    while (this.#owners.length > 0 && !isWithin(path, this.#owners.at(-1) as string)) {
      this.#owners.pop()
    }
    const hasFacts = this.#takeJob(directory)
    if (isSweepName(path.slice(path.lastIndexOf('/') + 1))) this.#sweeps.push(path)
    if (directory.entries.some(({ name }) => name === PLAN_FILE)) this.#planned.push(path)
    const claims = this.#takeClaims(directory)
    if (this.#jobs.has(path)) this.#places.set(path, place)
    const taken = new Set(claims.flatMap(({ claim }) => claim.names))
    this.#unreadable.push(
      ...unreadableIn(directory, taken),
      ...unknownDatabasesIn(directory, taken),
    )
    return {
      enter: !claims.some(({ claim }) => claim.isWhole),
      except: hasFacts ? new Set(['facts', ...taken]) : taken,
    }
  }

  /** Notes a directory that Hydra or a trainer with facts made; whether it has facts. */
  #takeJob({ path, entries }: Directory): boolean {
    const has = (wanted: string) => entries.some(({ name }) => name === wanted)
    const hasHydra = has('.hydra')
    const hasFacts = has('facts') && holdsFacts(path, hasHydra)
    if (!hasHydra && !hasFacts) return false
    const logs = hasHydra ? entries.map(({ name }) => name).filter(isLogName) : []
    this.#jobs.set(path, { directory: path, hasHydra, hasFacts, logs, claims: [] })
    // Asked only where there is something below: it takes opening a file of each run.
    const isLeaf = this.#owners.length === 0 && entries.every(isOwnOrFile)
    if (!isLeaf && (hasHydra ? ownsWhatIsBelow(path) : hasFacts)) this.#owners.push(path)
    return hasFacts
  }

  /**
   * Gives the claims to the job that the directory lies in, or makes it one.
   */
  #takeClaims(directory: Directory): SourcedClaim[] {
    const { path } = directory
    const { claims, failed } = claimDirectory(directory, this.#options.sources)
    this.#failed.push(...failed)
    if (claims.length === 0) return []
    const isRun = this.#jobs.has(path) || (this.#options.isRun === true && path === this.#root)
    const isInRun = isRun || this.#owners.length > 0
    if (!isInRun && claims.every(({ source }) => source.isGeneric)) {
      const names = claims.flatMap(({ claim }) => claim.names)
      this.#outsideRuns.push(...names.map((name) => belowPath(path, name)))
      return []
    }
    const owner = this.#owners.at(-1) ?? path
    const job = this.#jobs.get(owner) ?? newJob(owner)
    job.claims.push(...claims)
    this.#jobs.set(owner, job)
    return claims
  }
}

interface MutableJob extends FoundJob {
  readonly claims: SourcedClaim[]
}

function newJob(directory: string): MutableJob {
  return { ...emptyJob(directory), claims: [] }
}

/** What Hydra and trainers with facts keep in a run, in which nothing is sought, or a file. */
function isOwnOrFile(entry: Dirent): boolean {
  return entry.isFile() || ['.hydra', 'facts'].includes(entry.name)
}

/** Others may call a folder `facts` too: without a config beside it, its files tell. */
function holdsFacts(path: string, hasHydra: boolean): boolean {
  return (
    hasHydra || [RUN_FILES.events, RUN_FILES.scalars].some((name) => isThere(`${path}/${name}`))
  )
}

/** What may not be looked at counts as there: whoever reads it says that it cannot be read. */
function isThere(file: string): boolean {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined
  } catch {
    return true
  }
}

/** Not a job that left no config, nor one that ran in the directory of a whole project. */
function ownsWhatIsBelow(path: string): boolean {
  if (!isThere(`${path}/${RUN_FILES.config}`)) return false
  try {
    const hydraYaml = decodeWholeFile({ runDir: path, files: [] }, RUN_FILES.hydra, utf8)
    return !ranWhereStarted(hydraYaml ?? '')
  } catch {
    // Whoever reads the job tells that its `hydra.yaml` cannot be read.
    return true
  }
}
