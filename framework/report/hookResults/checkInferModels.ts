import { ReportError } from '../../errors.ts'
import { describeValue, isPromise, isRecord, isTexts } from '../spec/describeValue.ts'
import type { InferModels } from '../spec/inferHook.ts'
import { wrongResult } from './problem.ts'

const BELONGS = '{ models: [{ runId, run }], notes: [] }'

/** @throws {ReportError} HOOK_RESULT when `infer.models` returned something else than models */
export function checkInferModels(result: unknown): InferModels<unknown> {
  if (!isRecord(result)) throw wrongResult('infer.models', describeValue(result), BELONGS)
  const { models, files } = result
  if (!Array.isArray(models)) {
    const what = `an object whose "models" is ${describeValue(models)}, expected an array`
    throw wrongResult('infer.models', what, BELONGS)
  }
  const problems = [
    ...models.flatMap((model, at) => modelProblems(model, `models[${at}]`)),
    ...repeatedIds(models),
    ...(['notes', 'methods'] as const).flatMap((key) => {
      const sentences = result[key]
      return sentences === undefined || isTexts(sentences)
        ? []
        : [`"${key}" that are ${describeValue(sentences)}, expected an array of sentences`]
    }),
    ...(files === undefined || Array.isArray(files)
      ? []
      : [`"files" that are ${describeValue(files)}, expected an array`]),
  ]
  if (problems.length === 0) return result as unknown as InferModels<unknown>
  throw new ReportError(
    'HOOK_RESULT',
    `${problems.map((each) => `infer.models returned ${each}.`).join('\n')}\nReturn ${BELONGS}.`,
  )
}

function modelProblems(model: unknown, name: string): string[] {
  if (!isRecord(model) || isPromise(model)) {
    return [`${name} that is ${describeValue(model)}, expected { runId, run }`]
  }
  const { runId, run } = model
  return [
    ...(typeof runId === 'string' && runId !== ''
      ? []
      : [`${name} whose "runId" is ${describeValue(runId)}, expected a name`]),
    ...(typeof run === 'function'
      ? []
      : [`${name} whose "run" is ${describeValue(run)}, expected a function`]),
  ]
}

/** Results are kept by the id: of two models with one id, the first would be lost. */
function repeatedIds(models: readonly unknown[]): string[] {
  const ids = models.map((model) => (isRecord(model) ? model.runId : undefined))
  const repeated = ids.filter((id, at) => typeof id === 'string' && ids.indexOf(id) !== at)
  return [...new Set(repeated)].map((id) => `two models with the runId "${id}"`)
}
