import type { TestArtifact, TestArtifactBase } from 'vitest'
import type { ReportProgress } from '../../../report/stages/outcomes/reportProgress.ts'

export const PROGRESS = 'thesis-report:progress'

/** How far a part of a report has come, on its way from the worker to the reporter. */
export interface ProgressArtifact extends TestArtifactBase {
  readonly type: typeof PROGRESS
  /** Absent as the part begins. */
  readonly progress?: ReportProgress
}

declare module 'vitest' {
  interface TestArtifactRegistry {
    [PROGRESS]: ProgressArtifact
  }
}

/** The progress that an artifact tells of; undefined for other artifacts, and for a part that begins. */
export function progressOf(artifact: TestArtifact): ReportProgress | undefined {
  return artifact.type === PROGRESS ? (artifact as ProgressArtifact).progress : undefined
}
