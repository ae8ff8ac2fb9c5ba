import { statSync } from 'node:fs'
import { isOfFile } from './isOfFile.ts'

/**
 * Whether a path leads to a directory. As of `existsSync`, what is not there, lies below a file, or may not be looked
 * at is none.
 */
export function isDirectory(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
  } catch (error) {
    if (isOfFile(error)) return false
    throw error
  }
}
