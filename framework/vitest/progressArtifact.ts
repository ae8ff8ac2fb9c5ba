import type { TestArtifactBase } from 'vitest'
import type { InferProgress } from '../report/spec/inferHook.ts'

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
