import { rename, rm } from 'node:fs/promises'

/** Ends the name of a report's earlier state while a new one takes its place. */
export const EARLIER_ENDING = '.earlier'

/** No file system swaps two folders for Node: the place is empty for a moment. */
export async function replaceFolder(folder: string, by: string): Promise<void> {
  const earlier = by + EARLIER_ENDING
  await rename(folder, earlier).catch(ignoreMissing)
  try {
    await rename(by, folder)
  } catch (error) {
    await rename(earlier, folder).catch(ignoreMissing)
    throw error
  }
  await rm(earlier, { recursive: true, force: true })
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}
