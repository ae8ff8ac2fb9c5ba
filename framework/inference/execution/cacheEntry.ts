import { createHash } from 'node:crypto'
import * as v from 'valibot'
import type { ModelNumbers, ModelResult } from './modelResult.ts'

/** Raise this when the same inputs would give other results, or results have another form. */
export const RESULTS_VERSION = 4

const Numbers = v.object({
  summary: v.object({
    auroc: v.nullable(v.number()),
    n_events: v.number(),
    n_invalid: v.number(),
    baseline: v.record(v.string(), v.nullable(v.number())),
    strategies: v.record(v.string(), v.looseObject({ corruption: v.string() })),
  }),
  curves: v.object({
    histograms: v.record(v.string(), v.object({ counts: v.array(v.number()) })),
    roc: v.record(v.string(), v.object({ fpr: v.array(v.number()) })),
  }),
})

const Entry = v.strictObject({
  version: v.literal(RESULTS_VERSION),
  /** Of the JSON of `result`, in hex. */
  sha256: v.string(),
  /** Of the file of scores beside the entry; null without one. */
  scores_sha256: v.nullable(v.string()),
  // Not copied, so that it is hashed as it was read.
  result: v.custom<ModelNumbers>((value) => v.is(Numbers, value)),
})

/** An entry of the cache as text: a result with what vouches for it. */
export function formatEntry({ summary, curves, scores }: ModelResult): string {
  const result = { summary, curves }
  const entry: v.InferInput<typeof Entry> = {
    version: RESULTS_VERSION,
    sha256: sha256(JSON.stringify(result)),
    scores_sha256: scores ? sha256(scores) : null,
    result,
  }
  return JSON.stringify(entry)
}

/**
 * The result of an entry; undefined where it is not as it was written, or of another version.
 *
 * @param scores the file of scores beside it, where they are needed
 */
export function parseEntry(text: string, scores?: Uint8Array): ModelResult | undefined {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return undefined
  }
  const { success, output: entry } = v.safeParse(Entry, json)
  if (!success || sha256(JSON.stringify(entry.result)) !== entry.sha256) return undefined
  if (scores !== undefined && sha256(scores) !== entry.scores_sha256) return undefined
  return { ...entry.result, scores }
}

function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex')
}
