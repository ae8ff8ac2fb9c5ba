import { type RunnerTestCase, recordArtifact, type TestArtifactBase } from 'vitest'
import type { InferProgress } from '../report/spec/inferHook.ts'

/** How often a worker tells the reporter of its progress; batches come many times a second. */
const TELL_EVERY_MS = 1_000

export const PROGRESS = 'thesis-report:progress'

/** How far a model has come, on its way from the worker to the reporter. */
export interface ProgressArtifact extends TestArtifactBase {
  type: typeof PROGRESS
  progress: InferProgress
}

declare module 'vitest' {
  interface TestArtifactRegistry {
    [PROGRESS]: ProgressArtifact
  }
}

/** Passes progress on to the reporter, at most once a second. */
export function progressTeller(): (task: RunnerTestCase, progress: InferProgress) => void {
  let toldAt = performance.now()
  return (task, progress) => {
    const now = performance.now()
    if (now - toldAt < TELL_EVERY_MS) return
    toldAt = now
    recordArtifact(task, { type: PROGRESS, progress })
  }
}
