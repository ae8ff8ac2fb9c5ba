import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { isOfFile } from '../../files/isOfFile.ts'
import { readBytes } from '../../files/regularFile.ts'
import { retryStale } from '../../files/retryStale.ts'
import { touch } from '../../files/touch.ts'
import { writeAtomically } from '../../files/writeAtomically.ts'
import { productVersion } from '../../packageRoot.ts'
import type { ReadRunOptions } from '../readRun.ts'
import type { RunResult } from '../runRecord.ts'
import type { Shard } from '../shard.ts'
import { decodeRuns, encodeRuns } from './runsCodec.ts'

/** Raise it whenever a run's row or columns may come out differently than before. */
const FACTS_VERSION = 21
/** Of the files of the cache. */
const EXTENSION = '.facts'

type CachedRun = RunResult & { readonly job: string; readonly fingerprint: string }

/** A file of the cache, and what it is of; shards of the work have files beside it. */
interface CacheFile {
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
 * one's file stands; shards of the work, which read other jobs each, have a file each.
 */
export class RunsCache {
  readonly #folder: string
  readonly #options: ReadRunOptions
  readonly #shard: Shard | undefined
  /** File -> resolved path of the job -> what was read of it, in each of the states that are known. */
  readonly #loaded = new Map<CacheFile, Map<string, CachedJob[]>>()
  /** What is new, of the same form. */
  readonly #changed = new Map<CacheFile, Map<string, CachedJob>>()
  /** By the sweep. */
  readonly #files = new Map<string, CacheFile>()
  /** The names of all files in the folder. */
  #names: readonly string[] | undefined
  #hasDamage = false

  /** @param shard keeps what is new in files of the shard's own */
  constructor(cacheDir: string, options: ReadRunOptions, shard?: Shard) {
    this.#folder = path.join(cacheDir, 'facts')
    this.#options = options
    this.#shard = shard
  }

  /** Whether a file of the cache was not as it was written; its runs are read anew. */
  get hasDamage(): boolean {
    return this.#hasDamage
  }

  /** The runs as they were read last; `undefined` where the job is not known or its files have changed. */
  get(directory: string, fingerprint: string): RunResult[] | undefined {
    const resolved = path.resolve(directory)
    const states = this.#load(this.#fileOf(directory)).get(resolved) ?? []
    const known = states.find((state) => state.fingerprint === fingerprint)
    return known?.results.map((result) => moveRun(result, resolved, directory))
  }

  set(directory: string, results: readonly RunResult[], fingerprint: string): void {
    const file = this.#fileOf(directory)
    const resolved = path.resolve(directory)
    const moved = results.map((result) => moveRun(result, directory, resolved))
    const job: CachedJob = { fingerprint, results: moved }
    this.#load(file).set(resolved, [job])
    const changed = this.#changed.get(file) ?? new Map<string, CachedJob>()
    this.#changed.set(file, changed.set(resolved, job))
  }

  /** Writes what is new. Throws the system's error where the folder cannot be written. */
  async save(): Promise<void> {
    for (const [file, changed] of this.#changed) {
      const all = [...this.#load(file)].flatMap(([job, states]) =>
        states.slice(0, 1).map((state) => [job, state] as const),
      )
      const kept = this.#shard === undefined ? all : [...changed]
      const runs = kept.flatMap(([job, { fingerprint, results }]) =>
        results.map((result): CachedRun => ({ ...result, job, fingerprint })),
      )
      const encoded = encodeRuns(runs, file.key)
      await writeAtomically(this.#nameToWrite(file, changed), encoded)
    }
    this.#changed.clear()
  }

  /** A shard that was killed and runs again reads other jobs than before: their names tell the files apart. */
  #nameToWrite({ file }: CacheFile, changed: ReadonlyMap<string, CachedJob>): string {
    if (this.#shard === undefined) return file
    const { index, count } = this.#shard
    const jobs = createHash('sha1').update(JSON.stringify([...changed.keys()]))
    const shard = `${index}-of-${count}-${jobs.digest('hex').slice(0, 8)}`
    return file.replace(EXTENSION, `.${shard}${EXTENSION}`)
  }

  #load(file: CacheFile): Map<string, CachedJob[]> {
    const loaded = this.#loaded.get(file)
    if (loaded) return loaded
    const jobs = new Map<string, CachedJob[]>()
    for (const part of this.#partsOf(file)) {
      const runs = readCacheFile({ file: part, key: file.key })
      if (runs === 'damaged') this.#hasDamage = true
      const ofPart = new Map<string, CachedJob>()
      for (const { job, fingerprint, ...result } of runs === 'damaged' ? [] : runs) {
        const known = ofPart.get(job)
        if (known) known.results.push(result)
        else ofPart.set(job, { fingerprint, results: [result] })
      }
      for (const [job, state] of ofPart) jobs.set(job, [...(jobs.get(job) ?? []), state])
    }
    this.#loaded.set(file, jobs)
    return jobs
  }

  /** The file itself, and those that shards have left beside it. */
  #partsOf({ file }: CacheFile): string[] {
    const start = `${path.basename(file, EXTENSION)}.`
    this.#names ??= namesIn(this.#folder)
    return this.#names
      .filter((name) => name.startsWith(start) && name.endsWith(EXTENSION))
      .map((name) => path.join(this.#folder, name))
  }

  /** One file for all jobs of a sweep: reading thousands of small ones takes longer. */
  #fileOf(directory: string): CacheFile {
    const { dir, name } = path.parse(path.resolve(directory))
    const sweep = /^(.*)_job\d+$/.exec(name)?.[1] ?? ''
    const key = JSON.stringify([
      FACTS_VERSION,
      productVersion(),
      this.#options.requireComplete,
      dir,
      sweep,
    ])
    const known = this.#files.get(key)
    if (known !== undefined) return known
    const hash = createHash('sha1').update(key).digest('hex')
    const file = { key, file: path.join(this.#folder, hash + EXTENSION) }
    this.#files.set(key, file)
    return file
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

/** Those of a folder; none where it is not there or cannot be listed. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch (error) {
    if (isOfFile(error)) return []
    throw error
  }
}

/** What cannot be read counts as not there; only what was read can be damaged. */
function readCacheFile({ file, key }: CacheFile): CachedRun[] | 'damaged' {
  let bytes: Buffer<ArrayBuffer>
  try {
    bytes = retryStale(() => readBytes(file))
    // What was used last is kept longest; of a cache that is only read, nobody removes anything.
    touch(file)
  } catch (error) {
    if (isOfFile(error)) return []
    throw error
  }
  return (decodeRuns(bytes, key) as CachedRun[] | undefined) ?? 'damaged'
}
