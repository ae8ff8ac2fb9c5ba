import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { isDirectory } from './isDirectory.ts'

/**
 * Makes a folder, and those that lead to it, where they are not there.
 *
 * Not by `mkdir` with `recursive`: below /proc, where a new folder is refused as if its parent were not
 * there, Node 20 tries again forever.
 *
 * @throws {Error} the system's error where it cannot be made
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await makeOneFolder(folder)
  } catch (error) {
    const isParentMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    if (!isParentMissing || path.dirname(folder) === folder) throw error
    await makeFolder(path.dirname(folder))
    await makeOneFolder(folder)
  }
}

/**
 * Makes a folder in one that is there. Another process may have made it meanwhile.
 *
 * @throws {Error} the system's error where it cannot be made
 */
export async function makeOneFolder(folder: string): Promise<void> {
  await mkdir(folder).catch((error: unknown) => {
    if (!isDirectory(folder)) throw error
  })
}
