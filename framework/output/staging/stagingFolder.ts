import { constants, lstatSync } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import path from 'node:path'
import { isOfFile } from '../../files/isOfFile.ts'
import { makeFolder } from '../../files/makeFolder.ts'

/**
 * The folders in which reports are made until they are published, below an output root. The second one is
 * for a cache that nobody may write to, that is a link, or that lies on another disk, from which nothing can be
 * renamed.
 */
export function stagingFolders(outputRoot: string, reports: string): [string, string] {
  return [path.join(outputRoot, '.cache', 'staging'), path.join(reports, '.staging')]
}

/** Whether a folder is there, and not as a link to another. */
export function isOwnFolder(folder: string): boolean {
  return lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ?? false
}

/**
 * Makes and chooses one of the folders.
 *
 * @throws {Error} the system's error where neither can be made
 */
export async function chooseStagingFolder(outputRoot: string, reports: string): Promise<string> {
  const [inCache, besideReports] = stagingFolders(outputRoot, reports)
  try {
    await makeFolder(inCache)
    await expectWritable(inCache)
    const isSameDisk = (await stat(inCache)).dev === (await stat(reports)).dev
    if (isSameDisk && isOwnFolder(inCache)) return inCache
  } catch (error) {
    if (!isOfFile(error)) throw error
  }
  await makeFolder(besideReports)
  return besideReports
}

/** Asks the system, which knows of read-only mounts and of access lists too. */
async function expectWritable(folder: string): Promise<void> {
  await access(folder, constants.W_OK | constants.X_OK)
}
