import path from 'node:path'
import { describeSkip } from '../reasons.ts'
import type { UnusableRun } from '../runRecord.ts'
import type { FoundJob, SourcedClaim } from '../search/foundJob.ts'
import { isSplitFolder } from '../search/joinFolders.ts'
import { withoutAddresses } from '../sources/reading/pythonObjects.ts'
import type { SourcedRun } from './assembledRun.ts'

/** What sources read of a job, and what they could not read. */
export interface JobRecords {
  readonly records: readonly SourcedRun[]
  readonly failed: readonly UnusableRun[]
}

/** Reads all that sources claim of a job, in the order of the claims. */
export async function readRecords(job: FoundJob): Promise<JobRecords> {
  const records: SourcedRun[] = []
  const failed: UnusableRun[] = []
  for (const each of job.claims) {
    try {
      records.push(...(await readClaim(job, each)))
    } catch (error) {
      const reason = describeSkip(error)
      const part = emptySplit(job, each, reason)
      if (part !== undefined) records.push(part)
      else {
        const { directory } = job
        const nothing = { files: [], findings: [] }
        failed.push({ status: 'skipped', runDir: pathOf(each), reason, directory, ...nothing })
      }
    }
  }
  return { records, failed }
}

/**
 * A split of a run that cannot be read, without its metrics: the others keep their names and their
 * place. Undefined where it is not a part of something larger.
 */
function emptySplit(
  { claims }: FoundJob,
  { source, claim: { directory } }: SourcedClaim,
  reason: string,
): SourcedRun | undefined {
  const isSibling = (other: SourcedClaim) =>
    other.source === source &&
    other.claim.directory !== directory &&
    isSplitFolder(other.claim.directory) &&
    path.posix.dirname(other.claim.directory) === path.posix.dirname(directory)
  const isPart = source.keepsSplitsApart && isSplitFolder(directory) && claims.some(isSibling)
  if (!isPart) return undefined
  const findings = [`${path.posix.basename(directory)}: ${reason}`]
  const nothing = { params: new Map(), metrics: new Map(), files: [] }
  return { source, run: { path: directory, status: 'unknown', ...nothing, findings } }
}

/** The records of a claim; their files are named from the directory of the job. */
async function readClaim(job: FoundJob, { source, claim }: SourcedClaim): Promise<SourcedRun[]> {
  const runs = await source.read(claim)
  const below = path.posix.relative(job.directory, claim.directory)
  const prefix = below === '' ? '' : `${below}/`
  return runs.map((run) => {
    const files = run.files.map((file) => ({ ...file, path: prefix + file.path }))
    const params = withoutAddresses(run.params)
    return { source, run: { ...run, path: asPathlib(run.path), params, files } }
  })
}

/** As Python's pathlib writes a path: the folder that is searched may be `.` itself. */
function asPathlib(place: string): string {
  return place.replace(/^\.\/(?=.)/, '')
}

/** What a claim is called in messages. */
function pathOf({ source, claim }: SourcedClaim): string {
  const [name, ...others] = claim.names
  // A table holds runs of its own; of other generic files the folder is the run.
  const mayBeStore = source.isGeneric !== true || source.name === 'runs_table'
  const isStore = mayBeStore && others.length === 0 && name !== undefined
  return isStore && !claim.isWhole ? asPathlib(`${claim.directory}/${name}`) : claim.directory
}
