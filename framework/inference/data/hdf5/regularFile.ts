import { statSync } from 'node:fs'

/** Whether a path leads to a file that can be read to its end, unlike a pipe, a device or a folder. */
export function isRegularFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
}
