import { realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { kindOf } from '../../files/regularFile.ts'

/** What is below it stands for a device or an open file, which others go on to use. */
const OF_THE_SYSTEM = /^\/(?:dev|proc)\//

/**
 * The file that a new one may take the place of, at a path that a user gives: the one that a link leads to, so
 * that the link stays. The path itself where nothing is there yet.
 *
 * @throws {ReportError} FILE_NOT_REGULAR for a pipe, a device or a folder, which would be gone
 */
export function fileToReplace(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (stat === undefined) return file
  if (!stat.isFile())
    throw new ReportError('FILE_NOT_REGULAR', `it is not a file but ${kindOf(stat)}`)
  if (OF_THE_SYSTEM.test(path.resolve(file))) {
    throw new ReportError('FILE_NOT_REGULAR', 'it is not a file but what a process has open')
  }
  return realpathSync(file)
}
