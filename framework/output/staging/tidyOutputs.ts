import { rm } from 'node:fs/promises'
import path from 'node:path'
import { isOfFile } from '../../files/isOfFile.ts'
import { isOwnPlace } from '../../files/processIdentity.ts'
import { PAGE_FILE } from '../data/readReport.ts'
import { findLeftovers, type Leftover } from './leftovers.ts'
import {
  filesBeyondLimit,
  filesNotUsedFor,
  limitCache,
  unfinishedCacheFiles,
  unfinishedFiles,
} from './limitCache.ts'
import { stagingFolders } from './stagingFolder.ts'

/** What is to be tidied below an output root. */
export interface OutputPlaces {
  readonly outputRoot: string
  /** The folders of the caches that its reports use. */
  readonly caches: readonly string[]
  /** Of each cache, in bytes; undefined: none. */
  readonly cacheLimit: number | undefined
}

/**
 * What reports that were killed left below an output root: staging folders, files that were not
 * finished, and runs without their lines.
 */
export function findAllLeftovers({
  outputRoot,
  caches,
}: Pick<OutputPlaces, 'outputRoot' | 'caches'>): Leftover[] {
  const reports = path.join(outputRoot, 'reports')
  const staged = stagingFolders(outputRoot, reports).flatMap(findLeftovers)
  const unfinished = [
    ...unfinishedFiles(reports, (name) => name === PAGE_FILE),
    ...caches.flatMap(unfinishedCacheFiles),
  ]
  return [...staged, ...unfinished.map(removal)]
}

/** Files of the caches that were not used for so many days, or are more than their limit allows. */
export function findOldCache(
  { caches, cacheLimit }: Pick<OutputPlaces, 'caches' | 'cacheLimit'>,
  { days }: { readonly days: number },
): Leftover[] {
  const old = caches.flatMap((cache) => [
    ...filesNotUsedFor(cache, days),
    ...(cacheLimit === undefined ? [] : filesBeyondLimit(cache, cacheLimit)),
  ])
  return [...new Set(old)].map(removal)
}

/**
 * What a report does for those before it: mends what dead ones left, and keeps the caches within their limit.
 * What belongs to another user is theirs to mend.
 *
 * @returns a warning for what could not be done
 */
export async function tidyOutputs(places: OutputPlaces): Promise<string[]> {
  const { outputRoot, caches, cacheLimit } = places
  try {
    for (const { path: place, mend } of findAllLeftovers(places)) {
      if (isOwnPlace(place)) await mend()
    }
  } catch (error) {
    if (!isOfFile(error)) throw error
    const reason = (error as Error).message
    return [`${outputRoot}: what earlier reports left could not be tidied up (${reason}).`]
  }
  const warnings = await Promise.all(caches.map((cache) => keepWithinLimit(cache, cacheLimit)))
  return warnings.flat()
}

/**
 * Keeps a cache within its limit, where it has one.
 *
 * @returns a warning where that cannot be done: a cache costs time, and nothing else
 */
export async function keepWithinLimit(
  cache: string,
  limitBytes: number | undefined,
): Promise<string[]> {
  if (limitBytes === undefined) return []
  try {
    await limitCache(cache, limitBytes)
    return []
  } catch (error) {
    if (!isOfFile(error)) throw error
    return [`${cache}: the cache could not be kept within its limit (${(error as Error).message}).`]
  }
}

function removal(file: string): Leftover {
  return { kind: 'remove', path: file, mend: () => rm(file, { force: true }) }
}
