import { existsSync, readFileSync } from 'node:fs'
import type { Claim, Directory, Source } from '../sources/source.ts'
import { type NotSearched, type WalkLimits, walkTree } from './walkTree.ts'

/** A job that Hydra ran, or a place without Hydra, with what sources can read of it. */
export interface FoundJob {
  /** The directory that holds `.hydra/`, or the directory of the claim. */
  readonly directory: string
  readonly hasHydra: boolean
  readonly claims: readonly SourcedClaim[]
}

/** A claim, and the source that can read it. */
export interface SourcedClaim {
  readonly source: Source
  readonly claim: Claim
}

/** What a tree holds. */
export interface FoundJobs {
  readonly jobs: readonly FoundJob[]
  readonly notSearched: readonly NotSearched[]
}

/**
 * Searches a tree once. A directory is a run when it has `.hydra/` or a source claims it. A claim
 * belongs to the nearest `.hydra/` at or above it, except where that job ran in its own working
 * directory (`hydra.run.dir=.`), below which lies a whole project: there each claim is a run.
 */
export function findClaims(
  root: string,
  sources: readonly Source[],
  limits?: WalkLimits,
): FoundJobs {
  const jobs = new Map<string, { hasHydra: boolean; claims: SourcedClaim[] }>()
  /** Directories of jobs, the innermost last. */
  const owners: string[] = []
  const notSearched = walkTree(
    root,
    (directory) => {
      while (owners.length > 0 && !isWithin(directory.path, owners.at(-1) as string)) owners.pop()
      if (hasHydra(directory)) {
        jobs.set(directory.path, { hasHydra: true, claims: [] })
        if (!ranInWorkingDirectory(directory.path)) owners.push(directory.path)
      }
      const claims = sources.flatMap((source) =>
        source.claims(directory).map((claim) => ({ source, claim })),
      )
      if (claims.length === 0) return true
      const owner = owners.at(-1) ?? directory.path
      const job = jobs.get(owner) ?? { hasHydra: false, claims: [] }
      job.claims.push(...claims)
      jobs.set(owner, job)
      return !claims.some(({ claim }) => claim.isWhole)
    },
    limits,
  )
  const found = Array.from(jobs, ([directory, job]) => ({ directory, ...job }))
  return { jobs: found, notSearched }
}

function hasHydra({ path, entries }: Directory): boolean {
  return entries.some(({ name }) => name === '.hydra') && existsSync(`${path}/.hydra/config.yaml`)
}

/** `hydra.run.dir=.`: the job's directory is where it was started, not one made for it. */
function ranInWorkingDirectory(path: string): boolean {
  try {
    const text = readFileSync(`${path}/.hydra/hydra.yaml`, 'utf8')
    return /^ {2}run:\n {4}dir: ['"]?\.\/?['"]?$/m.test(text)
  } catch {
    // A job without hydra.yaml says nothing of the kind.
    return false
  }
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}
