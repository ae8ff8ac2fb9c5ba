import { createHash } from 'node:crypto'
import path from 'node:path'
import pLimit from 'p-limit'
import { isOfFile } from '../files/isOfFile.ts'
import { readBytes, readChunks } from '../files/regularFile.ts'
import type { RunFile } from '../runs/loadRuns.ts'

/** Event logs are large, and only their end is read: their size and time must do. */
const NOT_HASHED = 'events.jsonl'
/** Data beyond this many bytes are not read again to be hashed whole. */
const LARGE_DATA = 64 * 2 ** 20
/** Files of at most this many bytes are read at once. */
const SMALL = 256 * 2 ** 10
/** Enough to hide a network disk's latency. */
const FILES_AT_ONCE = 16

/** Rows of a dataset, with the hash of the numbers in them. */
export interface FilePart {
  readonly dataset: string
  readonly rows: number
  /** In hex. */
  readonly sha256: string
}

/** A file that a report read. */
export interface ReadFile extends RunFile {
  /** What was read of a data file; absent for files of another kind. */
  readonly parts?: readonly FilePart[]
}

/** What tells whether a file that a report read has changed since. */
export interface FileStamp {
  readonly path: string
  /** Bytes. */
  readonly size: number
  /** Last modification, ISO 8601 in UTC. */
  readonly mtime: string
  /**
   * Of the whole content, in hex; absent for event logs, for data of more than 64 MiB, for files too large
   * for all of them to be read, and for those that are gone or cannot be read by now.
   */
  readonly sha256?: string
  /** Why there is no hash, where the file can no longer be read. */
  readonly problem?: string
  /** What was read of large data. */
  readonly read?: readonly FilePart[]
}

/**
 * Stamps the files that a report read, in the order of reading.
 *
 * @param files with paths relative to `cwd`
 */
export async function stampFiles(files: readonly ReadFile[], cwd: string): Promise<FileStamp[]> {
  const limit = pLimit(FILES_AT_ONCE)
  return Promise.all(files.map((file) => limit(() => stamp(file, cwd))))
}

async function stamp(
  { path: file, size, mtimeMs, isPart, parts }: ReadFile,
  cwd: string,
): Promise<FileStamp> {
  const read = { path: file, size, mtime: new Date(mtimeMs).toISOString() }
  if (isPart || path.basename(file) === NOT_HASHED) return read
  if (parts && size > LARGE_DATA) return { ...read, read: parts }
  try {
    return { ...read, sha256: await hashFile(path.resolve(cwd, file), size) }
  } catch (error) {
    if (!(error instanceof Error && isOfFile(error))) throw error
    const isGone = (error as NodeJS.ErrnoException).code === 'ENOENT'
    return isGone ? read : { ...read, problem: error.message }
  }
}

/** Small files were read a moment ago: waiting for a stream of each would take longer than reading it. */
async function hashFile(file: string, size: number): Promise<string> {
  const hash = createHash('sha256')
  if (size <= SMALL) return hash.update(readBytes(file)).digest('hex')
  for await (const chunk of readChunks(file)) hash.update(chunk)
  return hash.digest('hex')
}
