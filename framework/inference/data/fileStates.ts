import { statSync } from 'node:fs'
import { ReportError } from '../../errors.ts'

/** How a file was, as the file system tells without reading it. */
export interface FileState {
  readonly path: string
  readonly size: number
  readonly mtimeMs: number
}

/**
 * The state of each file, in the given order.
 *
 * @throws {Error} the system's error where a file is not there
 */
export function stateOfFiles(paths: readonly string[]): FileState[] {
  return paths.map((path) => {
    const { size, mtimeMs } = statSync(path)
    return { path, size, mtimeMs }
  })
}

/**
 * Refuses results of files that were written while they were read: they are of no state that the files ever had, and
 * would be kept as those of another one.
 *
 * @param before as the files were when reading began
 * @throws {ReportError} INPUT_CHANGED naming the first that is not as it was
 */
export function refuseChanged(before: readonly FileState[]): void {
  const changed = before.find(({ path, size, mtimeMs }) => {
    const now = statSync(path, { throwIfNoEntry: false })
    return now?.size !== size || now.mtimeMs !== mtimeMs
  })
  if (changed === undefined) return
  throw new ReportError(
    'INPUT_CHANGED',
    `${changed.path} was written or removed while models were run, so that results before and after it do not belong ` +
      'together. Wait until it is whole, and make the report again.',
  )
}
