import { statSync } from 'node:fs'
import { ranWhereStarted } from '../hydra/ranWhereStarted.ts'
import { RUN_FILES, readWholeFile } from '../runFiles.ts'
import type { Source } from '../sources/source.ts'
import { type Unreadable, unreadableIn } from '../sources/unreadable.ts'
import { claimDirectory } from './claimDirectory.ts'
import { emptyJob, type FoundJob, type SourcedClaim } from './foundJob.ts'
import { joinLogs, joinSplits } from './joinFolders.ts'
import { isWithin } from './runPath.ts'
import { isSweepName } from './sweepName.ts'
import { type NotSearched, type WalkOptions, walkTree } from './walkTree.ts'

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
    jobs: joinLogs(joinSplits([...jobs.values()])),
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
  return { ...emptyJob(directory), claims: [] }
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
