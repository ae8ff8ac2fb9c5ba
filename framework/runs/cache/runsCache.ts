import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { writeAtomically } from '../../files/writeAtomically.ts'
import type { ReadRunOptions } from '../readRun.ts'
import { RUN_FILES } from '../runFiles.ts'
import type { RunResult } from '../runRecord.ts'
import { decodeRuns, encodeRuns } from './runsCodec.ts'

/** Raise it whenever a run's row or columns may come out differently than before. */
const FACTS_VERSION = 4

type CachedRun = RunResult & { readonly fingerprint: string }

/**
 * What runs held when they were last read, a file a sweep. A run is known as long as the sizes and
 * times of all its files are the same. The folder may be deleted at any time; a file in it that is
 * damaged or of another version counts as none. Of two processes that save at once, the later
 * one's file stands.
 */
export class RunsCache {
  readonly #folder: string
  readonly #options: ReadRunOptions
  /** Path of the cache's file -> resolved path of the run -> run. */
  readonly #shards = new Map<string, Map<string, CachedRun>>()
  readonly #changed = new Set<string>()

  constructor(cacheDir: string, options: ReadRunOptions) {
    this.#folder = path.join(cacheDir, 'facts')
    this.#options = options
  }

  /** The run as it was read last; `undefined` where it is not known or its files have changed. */
  get(runDir: string, fingerprint: string): RunResult | undefined {
    const known = this.#shard(this.#shardFile(runDir)).get(path.resolve(runDir))
    return known?.fingerprint === fingerprint ? { ...known, runDir } : undefined
  }

  set(result: RunResult, fingerprint: string): void {
    const file = this.#shardFile(result.runDir)
    const runDir = path.resolve(result.runDir)
    this.#shard(file).set(runDir, { ...result, runDir, fingerprint })
    this.#changed.add(file)
  }

  /** Writes what is new. Throws the system's error where the folder cannot be written. */
  async save(): Promise<void> {
    for (const file of this.#changed) {
      await writeAtomically(file, encodeRuns([...this.#shard(file).values()]))
    }
    this.#changed.clear()
  }

  #shard(file: string): Map<string, CachedRun> {
    const loaded = this.#shards.get(file)
    if (loaded) return loaded
    const runs = readShard(file)
    const shard = new Map(runs.map((run) => [run.runDir, run]))
    this.#shards.set(file, shard)
    return shard
  }

  /** One file for all jobs of a sweep: reading thousands of small ones takes longer. */
  #shardFile(runDir: string): string {
    const { version, dir, name } = { version: FACTS_VERSION, ...path.parse(path.resolve(runDir)) }
    const sweep = /^(.*)_job\d+$/.exec(name)?.[1] ?? ''
    const key = JSON.stringify([version, this.#options.requireComplete, dir, sweep])
    return path.join(this.#folder, `${createHash('sha1').update(key).digest('hex')}.facts`)
  }
}

function readShard(file: string): CachedRun[] {
  let bytes: Buffer<ArrayBuffer>
  try {
    bytes = readFileSync(file)
  } catch {
    return []
  }
  return (decodeRuns(bytes) ?? []) as CachedRun[]
}

/**
 * Sizes and times of all files that a run may be read from; one that appears or vanishes counts as a
 * change.
 */
export function fingerprintRun(runDir: string): string {
  return Object.values(RUN_FILES)
    .map((name) => fingerprintFile(`${runDir}/${name}`))
    .join('|')
}

function fingerprintFile(file: string): string {
  try {
    const stat = statSync(file, { throwIfNoEntry: false })
    return stat ? `${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}` : 'none'
  } catch {
    return 'unreadable'
  }
}
