import type { DrawnFigure } from './drawFigure.ts'
import { NOTHING_TOLD, type TaskOutcome } from './outcomes/taskOutcome.ts'
import type { Stage } from './stage.ts'

/** A part of a report that succeeds or fails on its own: one test. */
export interface ReportTask {
  readonly name: string
  /** Returns what came of it. @throws {NeedFailedError} when another task is to blame. */
  readonly run: () => Promise<TaskOutcome>
  /** Whether it may run beside those around it. Default false. */
  readonly isConcurrent?: boolean
}

/** A stage as a task, which also fails where `more` does. */
export function task(
  stage: Stage<unknown>,
  more: () => Promise<TaskOutcome> = async () => NOTHING_TOLD,
): ReportTask {
  return {
    name: stage.name,
    run: async () => {
      await stage.run()
      return more()
    },
  }
}

export function figureTask(stage: Stage<DrawnFigure>, isConcurrent: boolean): ReportTask {
  return {
    name: stage.name,
    isConcurrent,
    run: async () => ({ ...NOTHING_TOLD, attachments: (await stage.run()).attachments }),
  }
}
