import { createHash } from 'node:crypto'
import { type Dirent, readdirSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { isOfFile } from '../../files/isOfFile.ts'
import { readBytes } from '../../files/regularFile.ts'
import { writeAtomically } from '../../files/writeAtomically.ts'
import { productVersion } from '../../packageRoot.ts'
import type { ReadRunOptions } from '../readRun.ts'
import { RUN_FILES } from '../runFiles.ts'
import type { RunResult } from '../runRecord.ts'
import type { FoundJob } from '../search/foundJob.ts'
import { decodeRuns, encodeRuns } from './runsCodec.ts'

/** Raise it whenever a run's row or columns may come out differently than before. */
const FACTS_VERSION = 9

type CachedRun = RunResult & { readonly job: string; readonly fingerprint: string }

/** A file of the cache, and what it is of. */
interface Shard {
  readonly key: string
  readonly file: string
}

/** What was read of a job, and of which state of its files. */
interface CachedJob {
  readonly fingerprint: string
  readonly results: RunResult[]
}

/**
 * What jobs held when they were last read, a file a sweep. A job is known as long as the sizes and
 * times of all its files are the same. The folder may be deleted at any time; a file in it that is
 * damaged or of another version counts as none. Of two processes that save at once, the later
 * one's file stands.
 */
export class RunsCache {
  readonly #folder: string
  readonly #options: ReadRunOptions
  /** Shard -> resolved path of the job -> what was read of it. */
  readonly #shards = new Map<Shard, Map<string, CachedJob>>()
  readonly #changed = new Set<Shard>()
  /** By the sweep. */
  readonly #shardFiles = new Map<string, Shard>()
  #hasDamage = false

  constructor(cacheDir: string, options: ReadRunOptions) {
    this.#folder = path.join(cacheDir, 'facts')
    this.#options = options
  }

  /** Whether a file of the cache was not as it was written; its runs are read anew. */
  get hasDamage(): boolean {
    return this.#hasDamage
  }

  /** The runs as they were read last; `undefined` where the job is not known or its files have changed. */
  get(directory: string, fingerprint: string): RunResult[] | undefined {
    const resolved = path.resolve(directory)
    const known = this.#shard(this.#shardFile(directory)).get(resolved)
    if (known?.fingerprint !== fingerprint) return undefined
    return known.results.map((result) => moveRun(result, resolved, directory))
  }

  set(directory: string, results: readonly RunResult[], fingerprint: string): void {
    const shard = this.#shardFile(directory)
    const resolved = path.resolve(directory)
    const moved = results.map((result) => moveRun(result, directory, resolved))
    this.#shard(shard).set(resolved, { fingerprint, results: moved })
    this.#changed.add(shard)
  }

  /** Writes what is new. Throws the system's error where the folder cannot be written. */
  async save(): Promise<void> {
    for (const shard of this.#changed) {
      const runs = Array.from(this.#shard(shard), ([job, { fingerprint, results }]) =>
        results.map((result): CachedRun => ({ ...result, job, fingerprint })),
      )
      await writeAtomically(shard.file, encodeRuns(runs.flat(), shard.key))
    }
    this.#changed.clear()
  }

  #shard(shard: Shard): Map<string, CachedJob> {
    const loaded = this.#shards.get(shard)
    if (loaded) return loaded
    const jobs = new Map<string, CachedJob>()
    const runs = readShard(shard)
    if (runs === 'damaged') this.#hasDamage = true
    for (const { job, fingerprint, ...result } of runs === 'damaged' ? [] : runs) {
      const known = jobs.get(job)
      if (known) known.results.push(result)
      else jobs.set(job, { fingerprint, results: [result] })
    }
    this.#shards.set(shard, jobs)
    return jobs
  }

  /** One file for all jobs of a sweep: reading thousands of small ones takes longer. */
  #shardFile(directory: string): Shard {
    const { dir, name } = path.parse(path.resolve(directory))
    const sweep = /^(.*)_job\d+$/.exec(name)?.[1] ?? ''
    const key = JSON.stringify([
      FACTS_VERSION,
      productVersion(),
      this.#options.requireComplete,
      dir,
      sweep,
    ])
    const known = this.#shardFiles.get(key)
    if (known !== undefined) return known
    const hash = createHash('sha1').update(key).digest('hex')
    const shard = { key, file: path.join(this.#folder, `${hash}.facts`) }
    this.#shardFiles.set(key, shard)
    return shard
  }
}

/** The same run of a job under another spelling of the job's path. */
function moveRun(result: RunResult, from: string, to: string): RunResult {
  if (from === to) return result
  return { ...result, directory: to, runDir: movePath(result.runDir, from, to) }
}

/** A run that is read from a named file may be the folder around it. */
function movePath(runDir: string, from: string, to: string): string {
  const isBelow = runDir === from || ['/', '#'].some((mark) => runDir.startsWith(from + mark))
  if (isBelow) return to + runDir.slice(from.length)
  return path.posix.join(to, path.posix.relative(from, runDir))
}

/** What cannot be read counts as not there; only what was read can be damaged. */
function readShard({ file, key }: Shard): CachedRun[] | 'damaged' {
  let bytes: Buffer<ArrayBuffer>
  try {
    bytes = readBytes(file)
    markAsUsed(file)
  } catch (error) {
    if (isOfFile(error)) return []
    throw error
  }
  return (decodeRuns(bytes, key) as CachedRun[] | undefined) ?? 'damaged'
}

/** What was used last is kept longest. Of a cache that is only read, nobody removes anything. */
function markAsUsed(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch (error) {
    if (!isOfFile(error)) throw error
  }
}

/**
 * Sizes and times of all files that a job may be read from; one that appears or vanishes counts as a
 * change.
 */
export function fingerprintJob({ directory, hasHydra, hasFacts, logs, claims }: FoundJob): string {
  const names = hasFacts || hasHydra ? [...Object.values(RUN_FILES), ...logs] : []
  return [
    `${hasHydra} ${hasFacts}`,
    ...names.map((name) => fingerprintFile(`${directory}/${name}`)),
    ...claims.flatMap(({ source, claim }) => [
      `${source.name} ${claim.names.join(' ')}`,
      ...claim.names.flatMap((name) => fingerprintTree(`${claim.directory}/${name}`)),
    ]),
  ].join('|')
}

/** Of a file, with the log that SQLite keeps beside a database; of a folder, all that lies below. */
function fingerprintTree(place: string): string[] {
  const own = fingerprintFile(place)
  if (!own.startsWith(FOLDER)) {
    return DATABASE.test(place) ? [own, fingerprintFile(`${place}-wal`)] : [own]
  }
  let entries: Dirent[]
  try {
    entries = readdirSync(place, { withFileTypes: true })
  } catch {
    // What cannot be listed cannot be read either, until its own state changes.
    return [own]
  }
  return entries.flatMap((entry) => {
    const below = `${place}/${entry.name}`
    return [
      entry.name,
      ...(entry.isDirectory() ? fingerprintTree(below) : [fingerprintFile(below)]),
    ]
  })
}

const FOLDER = 'folder'
const DATABASE = /\.(?:db|sqlite3?)$/i

function fingerprintFile(file: string): string {
  try {
    const stat = statSync(file, { throwIfNoEntry: false })
    if (stat?.isDirectory()) return `${FOLDER} ${stat.mtimeMs}`
    return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}` : 'none'
  } catch {
    return 'unreadable'
  }
}
