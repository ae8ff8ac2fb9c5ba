import { existsSync, renameSync, rmSync } from 'node:fs'
import { isOfFile } from '../../files/isOfFile.ts'
import { removeTree } from '../../files/removeOnExit.ts'
import { recordFile } from './stagingRecord.ts'

/** A report in the making. Both places are absolute. */
export interface UnfinishedReport {
  /** The folder of its files until it is published. */
  readonly staging: string
  /** Where it stands then. */
  readonly target: string
}

/**
 * Takes a report that another process makes away from it, so that it can no longer be published.
 *
 * @returns whether it will not be there: false only where it was published already
 * @throws {Error} the system's error where its files cannot be removed
 */
export function abandonReport({ staging, target }: UnfinishedReport): boolean {
  const abandoned = `${staging}.abandoned`
  try {
    // In one step: of a folder that is emptied file by file, the rest could still be published.
    renameSync(staging, abandoned)
  } catch (error) {
    // Its own process, which the same signal may have reached, throws it away as it ends.
    if (isOfFile(error)) return !existsSync(target)
    throw error
  }
  removeTree(abandoned)
  rmSync(recordFile(staging), { force: true })
  return true
}
