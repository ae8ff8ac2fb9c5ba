import { type LoadRunsOptions, withFactsAlike } from './loadRuns.ts'
import { readRuns } from './readRuns.ts'
import { findRuns } from './search/discovery.ts'
import { isOfShard, type Shard } from './shard.ts'
import { chooseSources } from './sources/chooseSources.ts'

/** What a shard has read. */
export interface ShardRead {
  /** Directories of runs that are the shard's, and of all shards together. */
  readonly nOwn: number
  readonly nAll: number
  /** Of its own, those that the cache held already. */
  readonly nKnown: number
  /** Why what was read could not be kept. */
  readonly problems: readonly string[]
}

/**
 * Reads a shard of the runs into the cache, in a file of its own, so that shards may do so at once. A later
 * {@link loadRuns} over the same inputs finds what all of them have read.
 *
 * @throws {ReportError} as `loadRuns` does for inputs that cannot be searched
 */
export async function readShard(options: LoadRunsOptions, shard: Shard): Promise<ShardRead> {
  const { requireComplete = true, cacheDir } = options
  const discovery = findRuns(options, await chooseSources(options), options.onProgress)
  const jobs = withFactsAlike(discovery)
  const own = jobs.filter((_, at) => isOfShard(at, shard))
  const read = await readRuns(own, { requireComplete }, { cacheDir, shard, onRead: options.onRead })
  return {
    nOwn: own.length,
    nAll: jobs.length,
    nKnown: read.nKnown,
    problems: read.findings
      .filter(({ kind }) => kind === 'cache-not-written')
      .map(({ detail }) => detail),
  }
}
