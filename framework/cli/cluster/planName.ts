import path from 'node:path'
import { shellWords } from '../../text/shellWords.ts'
import { DEFAULT_FOLDER } from '../reports/reportsFolder.ts'

/** How a person standing here names a plan: by its id, or where that is not found, by its folder. */
export function planName(folder: string): string {
  const isHere = path.dirname(path.dirname(folder)) === path.resolve(DEFAULT_FOLDER)
  return shellWords([isHere ? path.basename(folder) : folder])
}
