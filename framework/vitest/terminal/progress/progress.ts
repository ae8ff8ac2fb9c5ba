import { type RunnerTestCase, recordArtifact } from 'vitest'
import type { ReportProgress } from '../../../report/stages/outcomes/reportProgress.ts'
import { PROGRESS } from './progressArtifact.ts'

/** How often a worker tells the reporter of its progress; batches come many times a second. */
const TELL_EVERY_MS = 1_000

/**
 * Tells the reporter that a part begins, and with it of those that have ended. Vitest collects such news for a
 * tenth of a second and then sometimes keeps it until there is more, however long the part takes; what goes
 * with an artifact is sent at once.
 */
export async function tellBegin(task: RunnerTestCase): Promise<void> {
  await recordArtifact(task, { type: PROGRESS })
}

/** Passes progress on to the reporter, at most once a second. */
export function progressTeller(): (task: RunnerTestCase, progress: ReportProgress) => void {
  let toldAt = performance.now()
  return (task, progress) => {
    const now = performance.now()
    if (now - toldAt < TELL_EVERY_MS) return
    toldAt = now
    recordArtifact(task, { type: PROGRESS, progress })
  }
}
