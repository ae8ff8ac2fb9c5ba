import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { ReportError } from '../errors.ts'
import { isDirectory } from './isDirectory.ts'
import { isOfFile } from './isOfFile.ts'
import { makeFolder } from './makeFolder.ts'
import { removeOnExit } from './removeOnExit.ts'
import { retryStaleLater } from './retryStale.ts'

/** Of a file that is being written, which gets its own name when it is whole. */
export const TEMPORARY_NAME: RegExp = /\.[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/**
 * Writes a file, and the folders that lead to it, such that others see it whole or not at all; a
 * failed write leaves the file as it was and nothing beside it. Of two processes that write the same
 * file at once, the later one's content stands.
 *
 * Not by `write-file-atomic` (7.0) or `atomically` (2.1): both write once and do not ask how much
 * was written, so that on a full disk a cut file takes the place of the good one without an error.
 * Nothing is flushed to the disk (1.5 instead of 0.3 ms a file): caches may be lost with the power.
 *
 * @throws {ReportError} FILE_NOT_REGULAR where a folder lies in its place
 * @throws {Error} the system's error where the file cannot be written
 */
export async function writeAtomically(file: string, content: Uint8Array | string): Promise<void> {
  await makeFolder(path.dirname(file))
  // In the same folder, since renaming is atomic only within a file system.
  const beside = `${file}.${randomUUID()}`
  const keep = removeOnExit(beside)
  try {
    await retryStaleLater(async () => {
      await writeFile(beside, content)
      await rename(beside, file)
    })
  } catch (error) {
    await rm(beside, { force: true })
    if (!isOfFile(error) || !isDirectory(file)) throw error
    const problem = `${file} is not a file but a folder; remove it`
    throw new ReportError('FILE_NOT_REGULAR', problem, { cause: error })
  } finally {
    keep()
  }
}
