import { ownCommand } from '../../files/machine/ownCommand.ts'
import type { SkippedRun } from '../../runs/runRecord.ts'

/** More are only counted. */
const SKIPPED_SHOWN = 50

/** A line for each run that was left out, with the reason, the first ones by name. */
export function describeSkipped(skipped: readonly SkippedRun[]): string[] {
  const lines = skipped
    .slice(0, SKIPPED_SHOWN)
    .map(({ runDir, reason }) => `Skipped ${runDir}: ${reason}`)
  const more = skipped.length - SKIPPED_SHOWN
  if (more > 0) {
    lines.push(`… and ${more} more skipped; ${ownCommand()} sources lists them by reason`)
  }
  return lines
}
