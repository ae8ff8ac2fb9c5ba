import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'

/** In a report that follows its runs: the files that differ once it has ended, as they are then. */
export const ENDED_FOLDER = '.ended'

/**
 * Takes the mark from a report that no longer follows its runs. Nothing happens where it has none, or
 * is gone. Synchronous, since it happens when the process ends.
 *
 * @param report its directory
 */
export function endLiveReport(report: string): void {
  const ended = path.join(report, ENDED_FOLDER)
  if (!existsSync(ended)) return
  for (const file of readdirSync(ended)) renameSync(path.join(ended, file), path.join(report, file))
  rmSync(ended, { recursive: true })
}
