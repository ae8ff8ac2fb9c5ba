import { statSync } from 'node:fs'

/** Whether a path leads to a directory; what is not there is none. */
export function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}
