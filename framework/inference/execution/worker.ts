/**
 * The process that `inferModels` forks: it runs the models that it is sent, one after another, and
 * ends when its parent does.
 */
import { type ErrorCode, ReportError } from '../../errors.ts'
import type { InferenceSetup } from './inferenceSetup.ts'
import { computeModel } from './inferModel.ts'
import type { ModelKind, ModelResult, ModelRun, Progress } from './modelResult.ts'

export interface WorkerRequest {
  readonly setup: InferenceSetup
  readonly run: ModelRun
}

export type WorkerReply =
  | { kind: 'progress'; progress: Progress }
  | { kind: 'result'; result: ModelResult<ModelKind> }
  | { kind: 'error'; code: ErrorCode; message: string }

const reply = (message: WorkerReply) => process.send?.(message)

process.on('message', async ({ setup, run }: WorkerRequest) => {
  try {
    const result = await computeModel(setup, run, (progress) =>
      reply({ kind: 'progress', progress }),
    )
    reply({ kind: 'result', result })
  } catch (error) {
    const code = error instanceof ReportError ? error.code : 'INFERENCE_FAILED'
    reply({ kind: 'error', code, message: error instanceof Error ? error.message : String(error) })
  }
})
