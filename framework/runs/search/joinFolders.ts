import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import type { LogFolders } from '../sources/source.ts'
import { isSplitName } from '../sources/splitNames.ts'
import { emptyJob, type FoundJob, type SourcedClaim } from './foundJob.ts'
import { foldersAbove } from './runPath.ts'

/** Whether a folder is named after a split: what it holds may be a part of a run. */
export function isSplitFolder(path: string): boolean {
  return isSplitName(posix.basename(path))
}

/** Jobs without Hydra in sibling folders that are named after splits become one in their parent. */
export function joinSplits(jobs: readonly FoundJob[]): FoundJob[] {
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
    const own = parents.get(parent) ?? emptyJob(parent)
    return [{ ...own, claims: [own, ...family].flatMap(({ claims }) => claims) }]
  })
}

/**
 * What loggers recorded in a folder for logs below that of a run is read with it, such as the event files
 * that Hugging Face's trainer writes to `<run>/runs/<start>/`. Where people choose the folder, it is only
 * where a single record lies in it: whoever reads the two tells whether they are of one run.
 */
export function joinLogs(jobs: readonly FoundJob[]): FoundJob[] {
  const keepers = new Map<string, Keeper>()
  for (const job of jobs) {
    const logs = job.claims.find(({ source }) => source.logs !== undefined)?.source.logs
    // Hydra's jobs have what lies below them, unless they ran in the folder of a whole project.
    const isSure = logs?.areOwn === true || !(job.hasHydra || job.hasFacts)
    if (logs !== undefined && isSure) keepers.set(job.directory, { job, logs })
  }
  if (keepers.size === 0) return [...jobs]
  const guests = groupBy(jobs, (job) => keeperOf(job, keepers))
  const taken = new Set(
    [...guests].flatMap(([keeper, own]) =>
      keeper !== undefined && (keeper.logs.areOwn || own.length === 1) ? own : [],
    ),
  )
  /** Also what lies in the logs of what lies in its logs. */
  const claimsOf = (job: FoundJob): readonly SourcedClaim[] => {
    const own = (guests.get(keepers.get(job.directory)) ?? []).filter((each) => taken.has(each))
    const isKeeper = keepers.get(job.directory)?.job === job
    return isKeeper ? [...job.claims, ...own.flatMap(claimsOf)] : job.claims
  }
  return jobs.filter((job) => !taken.has(job)).map((job) => ({ ...job, claims: claimsOf(job) }))
}

/** A job whose writers have a place for the logs of others. */
interface Keeper {
  readonly job: FoundJob
  readonly logs: LogFolders
}

/** The nearest job above in one of whose folders for logs a job lies. */
function keeperOf(
  { hasHydra, hasFacts, directory, claims }: FoundJob,
  keepers: ReadonlyMap<string, Keeper>,
): Keeper | undefined {
  if (hasHydra || hasFacts) return undefined
  let below = directory
  for (const above of foldersAbove(directory)) {
    const keeper = keepers.get(above)
    const isGuest =
      keeper?.logs.names.has(posix.basename(below)) === true &&
      // Another run of the same kind is no log of this one.
      (keeper.logs.areOwn || claims.every(({ source }) => source.logs === undefined))
    if (isGuest) return keeper
    below = above
  }
  return undefined
}

/**
 * What the writer of a run put into folders below the run's own is read with it: whoever reads it tells
 * whether it is a part of the run or a run of its own.
 */
export function joinParts(jobs: readonly FoundJob[]): FoundJob[] {
  const isTrackers = ({ hasHydra, hasFacts, claims }: FoundJob) =>
    !hasHydra && !hasFacts && claims.some(({ source }) => source.parts !== undefined)
  const owners = new Map(jobs.filter(isTrackers).map((job) => [job.directory, job]))
  if (owners.size < 2) return [...jobs]
  const guests = new Map<FoundJob, FoundJob[]>()
  const isGuest = new Set<FoundJob>()
  for (const job of owners.values()) {
    const owner = foldersAbove(job.directory)
      .flatMap((directory) => owners.get(directory) ?? [])
      .find((each) => !isGuest.has(each) && mayBePart(job, each))
    if (owner === undefined) continue
    isGuest.add(job)
    guests.set(owner, [...(guests.get(owner) ?? []), job])
  }
  return jobs
    .filter((job) => !isGuest.has(job))
    .map((job) => {
      const own = guests.get(job)
      return own ? { ...job, claims: [job, ...own].flatMap(({ claims }) => claims) } : job
    })
}

function mayBePart({ claims }: FoundJob, owner: FoundJob): boolean {
  return claims.every(
    ({ source, claim }) =>
      source.parts?.mayBelong(claim, owner.directory) === true &&
      owner.claims.some((other) => other.source === source),
  )
}
