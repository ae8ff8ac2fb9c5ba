import { statSync } from 'node:fs'
import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { ranWhereStarted } from '../hydra/ranWhereStarted.ts'
import { RUN_FILES, readWholeFile } from '../runFiles.ts'
import type { Claim, Source } from '../sources/source.ts'
import { type Unreadable, unreadableIn } from '../sources/unreadable.ts'
import { claimDirectory } from './claimDirectory.ts'
import { belowPath } from './runPath.ts'
import { isSweepName } from './sweepName.ts'
import { type NotSearched, type WalkOptions, walkTree } from './walkTree.ts'

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
export function searchTree(
  root: string,
  { sources, isRun = false, ...walk }: SearchOptions,
): FoundTree {
  const jobs = new Map<string, MutableJob>()
  /** Directories of jobs, the innermost last. */
  const owners: string[] = []
  const sweeps: string[] = []
  const outsideRuns: string[] = []
  const unreadable: Unreadable[] = []
  const failed: NotSearched[] = []
  const notSearched = walkTree(
    root,
    (directory) => {
      const { path, entries } = directory
      while (owners.length > 0 && !isWithin(path, owners.at(-1) as string)) owners.pop()
      const names = new Set(entries.map(({ name }) => name))
      const hydra = names.has('.hydra')
      const facts = names.has('facts') && holdsFacts(path, hydra)
      if (hydra || facts) {
        jobs.set(path, { directory: path, hasHydra: hydra, hasFacts: facts, claims: [] })
        if (hydra ? ownsWhatIsBelow(path) : facts) owners.push(path)
      }
      if (isSweepName(path.slice(path.lastIndexOf('/') + 1))) sweeps.push(path)
      unreadable.push(...unreadableIn(directory))
      const { claims: all, failed: failedHere } = claimDirectory(directory, sources)
      failed.push(...failedHere)
      const own = facts ? ['facts'] : []
      if (all.length === 0) return { enter: true, except: new Set(own) }
      const isInRun =
        owners.length > 0 ||
        jobs.has(path) ||
        (isRun && path === root) ||
        all.some(({ source }) => !source.isGeneric)
      const claims = isInRun ? all : []
      if (!isInRun) {
        outsideRuns.push(
          ...all.flatMap(({ claim }) => claim.names.map((name) => `${path}/${name}`)),
        )
      } else {
        const owner = owners.at(-1) ?? path
        const job = jobs.get(owner) ?? newJob(owner)
        job.claims.push(...claims)
        jobs.set(owner, job)
      }
      if (claims.some(({ claim }) => claim.isWhole)) return { enter: false }
      return {
        enter: true,
        except: new Set([...own, ...claims.flatMap(({ claim }) => claim.names)]),
      }
    },
    walk,
  )
  // As the sources count, wherever below the job they found something.
  const place = ({ source }: SourcedClaim) => sources.indexOf(source)
  for (const { claims } of jobs.values()) claims.sort((a, b) => place(a) - place(b))
  return {
    jobs: joinSplits([...jobs.values()]),
    sweeps,
    outsideRuns,
    unreadable,
    notSearched: [...notSearched, ...failed],
  }
}

interface MutableJob extends FoundJob {
  readonly claims: SourcedClaim[]
}

function newJob(directory: string): MutableJob {
  return { directory, hasHydra: false, hasFacts: false, claims: [] }
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
    const hydraYaml = readWholeFile({ runDir: path, files: [] }, RUN_FILES.hydra)
    return !ranWhereStarted(hydraYaml?.toString('utf8') ?? '')
  } catch {
    // Whoever reads the job tells that its `hydra.yaml` cannot be read.
    return true
  }
}

/** Folders in which writers of event files keep the splits of one run. */
const SPLITS = new Set(['train', 'training', 'validation', 'valid', 'val', 'test', 'eval'])

/** Whether a folder is named after a split: what it holds may be a part of a run. */
export function isSplitFolder(path: string): boolean {
  return SPLITS.has(path.slice(path.lastIndexOf('/') + 1))
}

/** Jobs without Hydra in sibling folders that are named after splits become one in their parent. */
function joinSplits(jobs: readonly FoundJob[]): FoundJob[] {
  const isSplit = (job: FoundJob) =>
    !job.hasHydra &&
    !job.hasFacts &&
    isSplitFolder(job.directory) &&
    job.claims.every(({ source }) => source.keepsSplitsApart === true)
  const families = groupBy(jobs.filter(isSplit), ({ directory }) => posix.dirname(directory))
  const joined = new Map([...families].filter(([, family]) => family.length > 1))
  const parents = new Map(jobs.map((job) => [job.directory, job]))
  const done = new Set<string>()
  return jobs.flatMap((job) => {
    const parent = isSplit(job) ? posix.dirname(job.directory) : job.directory
    const family = joined.get(parent)
    if (!family || (parents.get(parent)?.hasFacts ?? false)) return [job]
    if (done.has(parent)) return []
    done.add(parent)
    const own = parents.get(parent) ?? newJob(parent)
    return [{ ...own, claims: [own, ...family].flatMap(({ claims }) => claims) }]
  })
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(belowPath(folder, ''))
}
