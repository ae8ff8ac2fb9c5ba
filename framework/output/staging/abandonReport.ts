import { renameSync, rmSync } from 'node:fs'
import { isOfFile } from '../../files/isOfFile.ts'
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
 * @returns whether it was taken away; false where it is published already, or was never begun
 * @throws {Error} the system's error where its files cannot be removed
 */
export function abandonReport({ staging }: Pick<UnfinishedReport, 'staging'>): boolean {
  const abandoned = `${staging}.abandoned`
  try {
    // In one step: of a folder that is emptied file by file, the rest could still be published.
    renameSync(staging, abandoned)
  } catch (error) {
    if (isOfFile(error)) return false
    throw error
  }
  rmSync(abandoned, { recursive: true, force: true })
  rmSync(recordFile(staging), { force: true })
  return true
}
