import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pLimit from 'p-limit'
import type { RunFile } from '../runs/loadRuns.ts'

/** Event logs are large, and only their end is read: their size and time must do. */
const NOT_HASHED = 'events.jsonl'
/** Enough to hide a network disk's latency. */
const FILES_AT_ONCE = 16

/** What tells whether a file that a report read has changed since. */
export interface FileStamp {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Last modification, ISO 8601 in UTC. */
  readonly mtime: string
  /** Of the whole content, in hex; absent for event logs and for files that are gone by now. */
  readonly sha256?: string
}

/**
 * Stamps the files that a report read, in the order of reading.
 *
 * @param files with paths relative to `cwd`
 */
export async function stampFiles(files: readonly RunFile[], cwd: string): Promise<FileStamp[]> {
  const limit = pLimit(FILES_AT_ONCE)
  return Promise.all(files.map((file) => limit(() => stamp(file, cwd))))
}

async function stamp({ path: file, size, mtimeMs }: RunFile, cwd: string): Promise<FileStamp> {
  const read = { path: file, size, mtime: new Date(mtimeMs).toISOString() }
  if (path.basename(file) === NOT_HASHED) return read
  try {
    const content = await readFile(path.resolve(cwd, file))
    return { ...read, sha256: createHash('sha256').update(content).digest('hex') }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return read
    throw error
  }
}
