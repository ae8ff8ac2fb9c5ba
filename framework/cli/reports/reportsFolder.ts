import { existsSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { isDirectory } from '../../files/isDirectory.ts'

/** Where reports go when nothing else is said. */
export const DEFAULT_FOLDER = 'outputs'

/**
 * The folder that holds reports.
 *
 * @param folder holds reports, or a folder `reports` that does. Default `outputs`
 * @throws {ReportError} USAGE where there is no such folder
 */
export function reportsFolder(folder: string = DEFAULT_FOLDER): string {
  const within = path.join(folder, 'reports')
  const found = [within, folder].find((place) => place !== '' && isDirectory(place))
  if (found !== undefined) return found
  const problem = existsSync(folder)
    ? `${folder} is not a folder`
    : `There is no folder "${folder}"`
  throw new ReportError('USAGE', `${problem}. Name the one that reports are written to.`)
}
