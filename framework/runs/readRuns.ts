import { fingerprintJob } from './cache/fingerprintJob.ts'
import { RunsCache } from './cache/runsCache.ts'
import { readInParallel } from './parallel/readInParallel.ts'
import type { ReadRunOptions } from './readRun.ts'
import { describeError } from './reasons.ts'
import { readWholeJob } from './records/readWholeJob.ts'
import type { RunFinding, RunResult } from './runRecord.ts'
import type { FoundJob } from './search/foundJob.ts'
import type { Shard } from './shard.ts'
import { ALL_SOURCES } from './sources/allSources.ts'

/**
 * Reads the runs of jobs in the order that they are given, from the cache where they have not changed
 * since.
 *
 * @param onRead told now and then how many of the jobs are read, those in the cache among them
 * @param onKnown told how many of the jobs the cache holds, before the others are read
 * @param shard keeps what is new in a file of the shard's own
 * @returns also how many of the jobs the cache held
 */
export async function readRuns(
  jobs: readonly FoundJob[],
  options: ReadRunOptions,
  {
    cacheDir,
    shard,
    onRead = () => {},
    onKnown = () => {},
  }: {
    readonly cacheDir: string | undefined
    readonly shard?: Shard
    readonly onRead?: ((done: number, total: number) => void) | undefined
    readonly onKnown?: ((known: number, total: number) => void) | undefined
  },
): Promise<{ results: RunResult[]; findings: RunFinding[]; nKnown: number }> {
  const cache = cacheDir === undefined ? undefined : new RunsCache(cacheDir, options, shard)
  // Taken before reading: a run that is written meanwhile is read again the next time.
  const fingerprints = new Map(
    cache &&
      jobs.filter(hasKnownSources).map((job) => [job.directory, fingerprintJob(job)] as const),
  )
  const known = new Map<string, readonly RunResult[]>()
  for (const [directory, fingerprint] of fingerprints) {
    const results = cache?.get(directory, fingerprint)
    if (results) known.set(directory, results)
  }
  const nKnown = known.size
  onKnown(nKnown, jobs.length)
  const fresh = await readJobs(
    jobs.filter(({ directory }) => !known.has(directory)),
    options,
    (done) => onRead(nKnown + done, jobs.length),
  )
  for (const [job, results] of fresh) {
    known.set(job.directory, results)
    const fingerprint = fingerprints.get(job.directory)
    if (fingerprint !== undefined && results.every(isLasting)) {
      cache?.set(job.directory, results, fingerprint)
    }
  }
  return {
    nKnown,
    results: jobs.flatMap(({ directory }) => known.get(directory) ?? []),
    findings: [...damageOf(cache, cacheDir), ...(await saveCache(cache, cacheDir))],
  }
}

/** Sources of this package run on all cores, a user's own on this one. */
async function readJobs(
  jobs: readonly FoundJob[],
  options: ReadRunOptions,
  onRead: (done: number) => void,
): Promise<Map<FoundJob, RunResult[]>> {
  const known = jobs.filter(hasKnownSources)
  const shared = await readInParallel(known, options, undefined, onRead)
  const results = new Map<FoundJob, RunResult[]>()
  for (const job of jobs) {
    results.set(job, shared.get(job.directory) ?? (await readWholeJob(job, options)))
  }
  return results
}

/** A source of the user's own, or with a mapping of theirs, may read otherwise the next time. */
function hasKnownSources({ claims }: FoundJob): boolean {
  return claims.every(({ source }) => ALL_SOURCES.includes(source))
}

/** What could not be read may be readable the next time. */
function isLasting(result: RunResult): boolean {
  return result.status === 'loaded' || result.isReadable === true
}

/** Told, since it says something about the disk; the runs were read anew. */
function damageOf(cache: RunsCache | undefined, cacheDir = ''): RunFinding[] {
  if (!cache?.hasDamage) return []
  const detail = 'a file of the cache was not as it was written; its runs were read anew'
  return [{ kind: 'cache-damaged', runDir: cacheDir, detail }]
}

/** A cache that cannot be written costs time, not the report. */
async function saveCache(cache: RunsCache | undefined, cacheDir = ''): Promise<RunFinding[]> {
  try {
    await cache?.save()
    return []
  } catch (error) {
    const detail = `what was read of the runs cannot be kept, so that it will be read again: ${describeError(error)}`
    return [{ kind: 'cache-not-written', runDir: cacheDir, detail }]
  }
}
