import { statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { isOfFile } from '../../files/isOfFile.ts'
import { findLeftovers, type Leftover } from './leftovers.ts'
import {
  cacheFolders,
  filesBeyondLimit,
  filesNotUsedFor,
  limitCache,
  unfinishedFiles,
} from './limitCache.ts'
import { stagingFolders } from './stagingFolder.ts'

/** What is to be tidied below an output root. */
export interface OutputPlaces {
  readonly outputRoot: string
  /** The folder of the cache that its reports use. */
  readonly cacheRoot: string
  /** Of that cache, in bytes; undefined: none. */
  readonly cacheLimit: number | undefined
}

/**
 * What reports that were killed left below an output root: staging folders, files that were not
 * finished, and runs without their lines.
 */
export async function findAllLeftovers({
  outputRoot,
  cacheRoot,
}: Pick<OutputPlaces, 'outputRoot' | 'cacheRoot'>): Promise<Leftover[]> {
  const reports = path.join(outputRoot, 'reports')
  const staged = await Promise.all(stagingFolders(outputRoot, reports).map(findLeftovers))
  const folders = [reports, ...cacheFolders(cacheRoot)]
  return [...staged.flat(), ...folders.flatMap(unfinishedFiles).map(removal)]
}

/** Files of the cache that were not used for so many days, or are more than its limit allows. */
export function findOldCache(
  { cacheRoot, cacheLimit }: Pick<OutputPlaces, 'cacheRoot' | 'cacheLimit'>,
  { days }: { readonly days: number },
): Leftover[] {
  const beyond = cacheLimit === undefined ? [] : filesBeyondLimit(cacheRoot, cacheLimit)
  return [...new Set([...filesNotUsedFor(cacheRoot, days), ...beyond])].map(removal)
}

/**
 * What a report does for those before it: mends what dead ones left, and keeps the cache within its limit.
 * What belongs to another user is theirs to mend.
 *
 * @returns a warning for what could not be done
 */
export async function tidyOutputs(places: OutputPlaces): Promise<string[]> {
  const { outputRoot, cacheRoot, cacheLimit } = places
  try {
    for (const { path: place, mend } of await findAllLeftovers(places)) {
      if (isOwn(place)) await mend()
    }
    if (cacheLimit !== undefined) await limitCache(cacheRoot, cacheLimit)
    return []
  } catch (error) {
    if (!isOfFile(error)) throw error
    const reason = (error as Error).message
    return [`${outputRoot}: what earlier reports left could not be tidied up (${reason}).`]
  }
}

function removal(file: string): Leftover {
  return { kind: 'remove', path: file, mend: () => rm(file, { force: true }) }
}

function isOwn(place: string): boolean {
  const user = process.getuid?.()
  const owner = statSync(place, { throwIfNoEntry: false })?.uid
  return user === undefined || owner === undefined || owner === user
}
