import { readdirSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { isDirectory } from '../../files/isDirectory.ts'
import { TEMPORARY_NAME } from '../../files/writeAtomically.ts'

/**
 * What may be removed at any time, by its folder: what was read of runs, and results of models. Whoever names a
 * folder of his own as the cache's may keep other files in folders of these names.
 */
const NAMES: Readonly<Record<string, RegExp>> = {
  facts: /^[\da-f]{40}(?:\.\d+-of-\d+-[\da-f]{8})?\.facts$/,
  inference: /^[\da-f]{64}\.(?:json|parquet)$/,
}
/** A file lives so long under a temporary name at most: it is written at once. */
const TEMPORARY_FOR_MS = 3_600_000

/** A file of the cache. */
interface CachedFile {
  readonly path: string
  readonly size: number
  /** When it was last used, in milliseconds since 1970. */
  readonly usedMs: number
}

/** Files of a cache that are more than its limit allows, what was not used for longest first. */
export function filesBeyondLimit(cacheDir: string, limitBytes: number): string[] {
  const files = cachedFiles(cacheDir).sort((a, b) => b.usedMs - a.usedMs)
  let total = 0
  const beyond = files.filter(({ size }) => {
    total += size
    return total > limitBytes
  })
  return beyond.map(({ path: file }) => file).reverse()
}

/** Files of a cache that nobody has used for so many days. */
export function filesNotUsedFor(cacheDir: string, days: number): string[] {
  const before = Date.now() - days * 86_400_000
  return cachedFiles(cacheDir)
    .filter(({ usedMs }) => usedMs < before)
    .map(({ path: file }) => file)
}

/** Files of a cache that a process which was killed did not finish writing. */
export function unfinishedCacheFiles(cacheDir: string): string[] {
  return Object.entries(NAMES).flatMap(([folder, names]) =>
    unfinishedFiles(path.join(cacheDir, folder), (name) => names.test(name)),
  )
}

/** Files of a folder that a process which was killed did not finish writing. */
export function unfinishedFiles(folder: string, isWritten: (name: string) => boolean): string[] {
  const before = Date.now() - TEMPORARY_FOR_MS
  const isUnfinished = (name: string) =>
    TEMPORARY_NAME.test(name) && isWritten(name.replace(TEMPORARY_NAME, ''))
  return filesIn(folder, isUnfinished)
    .filter(({ usedMs }) => usedMs < before)
    .map(({ path: file }) => file)
}

/**
 * Keeps a cache within its limit. Another process may use a file that is removed: it counts as absent there.
 *
 * @throws {Error} the system's error where a file cannot be removed
 */
export async function limitCache(cacheDir: string, limitBytes: number): Promise<void> {
  for (const file of filesBeyondLimit(cacheDir, limitBytes)) await rm(file, { force: true })
}

function cachedFiles(cacheDir: string): CachedFile[] {
  return Object.entries(NAMES).flatMap(([folder, names]) =>
    filesIn(path.join(cacheDir, folder), (name) => names.test(name)),
  )
}

function filesIn(folder: string, isWanted: (name: string) => boolean): CachedFile[] {
  if (!isDirectory(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isWanted(entry.name))
    .flatMap(({ name }) => {
      const file = path.join(folder, name)
      const stat = statSync(file, { throwIfNoEntry: false })
      return stat ? [{ path: file, size: stat.size, usedMs: stat.mtimeMs }] : []
    })
}
