import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { RUN_FILES } from '../runFiles.ts'
import type { Claim, Directory, Source } from '../sources/source.ts'
import { type Unreadable, unreadableIn } from '../sources/unreadable.ts'
import { withSuffix } from './runPath.ts'
import { isSweepName } from './sweepName.ts'
import { type Entering, type NotSearched, type WalkLimits, walkTree } from './walkTree.ts'

/** A job that Hydra ran, or a place without Hydra, with what sources can read of it. */
export interface FoundJob {
  /** The directory that holds `.hydra/` or `facts/`, or else that of the claims. */
  readonly directory: string
  readonly hasHydra: boolean
  /** It keeps facts, which are read by themselves. */
  readonly hasFacts: boolean
  readonly claims: readonly SourcedClaim[]
}

/** A claim, and the source that can read it. */
export interface SourcedClaim {
  readonly source: Source
  readonly claim: Claim
}

/** What a tree holds. */
export interface FoundTree {
  /** Outer jobs before inner ones, names in natural order. */
  readonly jobs: readonly FoundJob[]
  /** Directories named as sweeps whose runs may lie beside `multiruns/`. */
  readonly sweeps: readonly string[]
  /** Files with common names, such as `results.json`, that lie in no run. */
  readonly outsideRuns: readonly string[]
  readonly unreadable: readonly Unreadable[]
  readonly notSearched: readonly NotSearched[]
}

export interface SearchOptions {
  readonly sources: readonly Source[]
  /** The user says that the root is a run: files with common names in it count. */
  readonly isRun?: boolean
  readonly limits?: WalkLimits | undefined
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
  const notSearched = walkTree(root, (directory) => search.visit(directory), options.limits)
  return { ...search.result(), notSearched }
}

/** Gathers what the directories of a tree hold, which it is shown parents first. */
class TreeSearch {
  readonly #root: string
  readonly #options: SearchOptions
  readonly #jobs = new Map<string, MutableJob>()
  /** Directories of the jobs that the directory at hand lies in, the innermost last. */
  readonly #owners: string[] = []
  readonly #sweeps: string[] = []
  readonly #outsideRuns: string[] = []
  readonly #unreadable: Unreadable[] = []

  constructor(root: string, options: SearchOptions) {
    this.#root = root
    this.#options = options
  }

  result(): Omit<FoundTree, 'notSearched'> {
    return {
      jobs: joinSplits([...this.#jobs.values()]),
      sweeps: this.#sweeps,
      outsideRuns: this.#outsideRuns,
      unreadable: this.#unreadable,
    }
  }

  visit(directory: Directory): Entering {
    const place = directory.path
    while (this.#owners.length > 0 && !isWithin(place, this.#owners.at(-1) as string)) {
      this.#owners.pop()
    }
    const hasFacts = this.#takeJob(directory)
    if (isSweepName(path.posix.basename(place))) this.#sweeps.push(place)
    this.#unreadable.push(...unreadableIn(directory))
    const claims = this.#takeClaims(directory)
    const taken = claims.flatMap(({ claim }) => claim.names)
    return {
      enter: !claims.some(({ claim }) => claim.isWhole),
      except: new Set(hasFacts ? ['facts', ...taken] : taken),
    }
  }

  /** Notes a directory with a config of Hydra's or with facts; whether it has facts. */
  #takeJob({ path: place, entries }: Directory): boolean {
    const names = new Set(entries.map(({ name }) => name))
    const hasHydra = names.has('.hydra') && existsSync(`${place}/${RUN_FILES.config}`)
    const hasFacts = names.has('facts') && holdsFacts(place, hasHydra)
    if (!hasHydra && !hasFacts) return false
    this.#jobs.set(place, { directory: place, hasHydra, hasFacts, claims: [] })
    if (!(hasHydra && ranInWorkingDirectory(place))) this.#owners.push(place)
    return hasFacts
  }

  /** Gives the claims to the job that the directory lies in, or makes it one. */
  #takeClaims(directory: Directory): SourcedClaim[] {
    const place = directory.path
    const claims = this.#options.sources.flatMap((source) =>
      source.claims(directory).map((claim) => ({ source, claim })),
    )
    if (claims.length === 0) return []
    const isRun = this.#options.isRun === true && place === this.#root
    const isInRun = isRun || this.#owners.length > 0
    if (!isInRun && claims.every(({ source }) => source.isGeneric)) {
      const names = claims.flatMap(({ claim }) => claim.names)
      this.#outsideRuns.push(...names.map((name) => withSuffix(place, `/${name}`)))
      return []
    }
    const owner = this.#owners.at(-1) ?? place
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
  return { directory, hasHydra: false, hasFacts: false, claims: [] }
}

/** Others may call a folder `facts` too: without a config beside it, its files tell. */
function holdsFacts(place: string, hasHydra: boolean): boolean {
  const isThere = (name: string) => existsSync(`${place}/${name}`)
  return hasHydra || [RUN_FILES.events, RUN_FILES.scalars].some(isThere)
}

/** `hydra.run.dir=.`: the job's directory is where it was started, not one made for it. */
function ranInWorkingDirectory(place: string): boolean {
  try {
    const text = readFileSync(`${place}/${RUN_FILES.hydra}`, 'utf8')
    return /^ {2}run:\n {4}dir: ['"]?\.\/?['"]?$/m.test(text)
  } catch {
    // A job without hydra.yaml says nothing of the kind.
    return false
  }
}

/** Folders in which writers of event files keep the splits of one run. */
const SPLITS = new Set(['train', 'training', 'validation', 'valid', 'val', 'test', 'eval'])

/** Whether a folder is named after a split: what it holds may be a part of a run. */
export function isSplitFolder(place: string): boolean {
  return SPLITS.has(path.posix.basename(place))
}

/** Jobs without Hydra in sibling folders that are named after splits become one in their parent. */
function joinSplits(jobs: readonly FoundJob[]): FoundJob[] {
  const isSplit = (job: FoundJob) =>
    !job.hasHydra &&
    !job.hasFacts &&
    isSplitFolder(job.directory) &&
    job.claims.every(({ source }) => source.keepsSplitsApart === true)
  const families = groupBy(jobs.filter(isSplit), ({ directory }) => path.posix.dirname(directory))
  const joined = new Map([...families].filter(([, family]) => family.length > 1))
  const parents = new Map(jobs.map((job) => [job.directory, job]))
  const done = new Set<string>()
  return jobs.flatMap((job) => {
    const parent = isSplit(job) ? path.posix.dirname(job.directory) : job.directory
    const family = joined.get(parent)
    if (!family || (parents.get(parent)?.hasFacts ?? false)) return [job]
    if (done.has(parent)) return []
    done.add(parent)
    const own = parents.get(parent) ?? newJob(parent)
    return [{ ...own, claims: [own, ...family].flatMap(({ claims }) => claims) }]
  })
}

function isWithin(place: string, folder: string): boolean {
  return folder === '.' || place === folder || place.startsWith(`${folder}/`)
}
