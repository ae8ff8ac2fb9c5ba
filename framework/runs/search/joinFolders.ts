import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { isSplitName } from '../sources/splitNames.ts'
import { emptyJob, type FoundJob } from './foundJob.ts'
import { foldersAbove, isWithin } from './runPath.ts'

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
 * What loggers recorded in the folder that the writer of a run keeps for them belongs to that run: the
 * event files that Hugging Face's trainer writes to `<run>/runs/<start>/`.
 */
export function joinLogs(jobs: readonly FoundJob[]): FoundJob[] {
  const owners = jobs.flatMap(({ directory, claims }) =>
    claims.flatMap(({ source }) =>
      source.logsFolder === undefined
        ? []
        : [{ directory, logs: `${directory}/${source.logsFolder}` }],
    ),
  )
  if (owners.length === 0) return [...jobs]
  const ownerOf = ({ hasHydra, hasFacts, directory }: FoundJob) =>
    hasHydra || hasFacts ? undefined : owners.findLast(({ logs }) => isWithin(directory, logs))
  const guests = groupBy(jobs, (job) => ownerOf(job)?.directory)
  return (guests.get(undefined) ?? []).map((job) => {
    const own = guests.get(job.directory) ?? []
    return { ...job, claims: [job, ...own].flatMap(({ claims }) => claims) }
  })
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
