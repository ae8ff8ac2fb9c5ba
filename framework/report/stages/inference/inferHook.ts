import { wrongResult } from '../../hookResults/problem.ts'
import type { Analyzed } from '../../spec/defineReport.ts'
import { describeValue, isPlainObject } from '../../spec/describeValue.ts'
import type { InferFunction, InferHook, InferResult } from '../../spec/inferHook.ts'

/** The name of the one part that a plain `infer` function is. */
const WHOLE = 'all'

/** The full form of a report's `infer`: a plain function becomes a hook with one part. */
export function inferHook(
  infer: InferHook<Analyzed> | InferFunction<Analyzed>,
): InferHook<Analyzed> {
  return typeof infer === 'function' ? hookOf(infer) : infer
}

function hookOf(infer: InferFunction<Analyzed>): InferHook<Analyzed> {
  return {
    models: async (context, tools) => ({
      models: [{ runId: WHOLE, run: async () => checkResult(await infer(context, tools)) }],
    }),
    summarize: (_, outcome) => {
      const { tables, figures, ...summary } = resultOf(outcome)
      return { ...summary, failed: outcome.failed }
    },
    tables: (_, outcome) => resultOf(outcome).tables ?? {},
    figures: (outcome) => resultOf(outcome).figures ?? {},
    plot: {},
  }
}

function resultOf({ results }: { results: ReadonlyMap<string, unknown> }): InferResult {
  return (results.get(WHOLE) ?? {}) as InferResult
}

function checkResult(result: unknown): InferResult {
  if (isPlainObject(result)) return result as InferResult
  throw wrongResult(
    'infer',
    describeValue(result),
    'an object: { tables, figures } and whatever belongs into inference/summary.json',
  )
}
