import { posix } from 'node:path'
import { groupBy } from '../../tables/groupBy.ts'
import { emptyJob, type FoundJob } from './foundJob.ts'
import { isWithin } from './runPath.ts'

/** Folders in which writers of event files keep the splits of one run. */
const SPLITS = new Set(['train', 'training', 'learn', 'validation', 'valid', 'val', 'test', 'eval'])

/** Whether a folder is named after a split: what it holds may be a part of a run. */
export function isSplitFolder(path: string): boolean {
  return SPLITS.has(posix.basename(path))
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
