import { type RunnerTestCase, recordArtifact } from 'vitest'
import type { ReportProgress } from '../../report/stages/outcomes/reportProgress.ts'
import { PROGRESS } from './progressArtifact.ts'

/** How often a worker tells the reporter of its progress; batches come many times a second. */
const TELL_EVERY_MS = 1_000

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
